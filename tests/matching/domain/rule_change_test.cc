// Words for what a change of rules does.
#include "services/matching/domain/rule_change.h"

#include <set>

#include "tests/matching/domain/pair.h"

namespace gilde::matching::domain {
namespace {

// Everything that happens by itself to a pair that nobody touches any more.
void Leave(Mentorship mentorship, std::set<std::string>& events) {
  while (mentorship.has_due_time() && !IsOver(mentorship)) {
    auto change = OnDue(mentorship, base::FromProto(mentorship.due_time()));
    ASSERT_TRUE(change.ok()) << change.status();
    events.insert(change->events.begin(), change->events.end());
    mentorship = change->mentorship;
  }
}

TEST(RuleChange, HasWordsForEveryEventThatMovedRulesCanCause) {
  std::set<std::string> events = {"conversation_request.expired",
                                  "conversation_request.next_choice",
                                  "conversation_request.reminded",
                                  "conversation_request.retimed",
                                  "enrollment.retimed",
                                  "enrollment.withdrawn"};
  Mentorship draft;
  draft.set_name(kPair);
  draft.add_mentors(kGrace);
  draft.add_mentees(kAda);
  Mentorship waits = InIntro(), ends = InActive();
  waits.mutable_rules()->set_ask_agreement(true);
  *waits.mutable_introduced_time() = base::ToProto(kStart);
  auto activated = MovedToRules(waits, AProgram(), kStart);
  ASSERT_TRUE(activated.ok()) << activated.status();
  events.insert(activated->events.begin(), activated->events.end());
  *ends.mutable_end_date() = DateOf(kStart + Days(31));
  auto ending = MovedToRules(ends, AProgram(), kStart), paused = Pause(InActive(), kStart + Days(10), Ada(), kStart);
  ASSERT_TRUE(ending.ok() && paused.ok());
  for (const Mentorship& pair : {Propose(draft, AProgram(), {}, Administrator(), kStart).mentorship, InIntro(), InActive(),
                                 ending->mentorship, paused->mentorship}) {
    Leave(pair, events);
  }
  for (const char* event : {"activated", "ended", "invited_to_mentor", "pause_offered", "quiet", "rematch_queued", "resume_notice",
                            "resumed", "rules_moved", "soft_check_in", "ten_minutes_offered", "wrap_up_proposed"}) {
    EXPECT_EQ(events.count(std::string("mentorship.") + event), 1u) << event;
  }
  Effects once, twice;
  for (const std::string& event : events) {
    once.Add(event, kPair);
    for (int i = 0; i < 2; ++i) twice.Add(event, kPair);
  }
  EXPECT_EQ(once.Sum().size(), events.size());
  for (const Effects& effects : {once, twice}) {
    for (const auto& effect : effects.Sum()) EXPECT_EQ(effect.summary().find(effect.event()), std::string::npos) << effect.summary();
  }
}

}  // namespace
}  // namespace gilde::matching::domain
