#include "services/matching/domain/approach.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/ids.h"
#include "common/base/text.h"
#include "common/base/zones.h"
#include "services/matching/domain/golden_rule.h"
#include "services/matching/domain/stock_phrases.h"

namespace gilde::matching::domain {
namespace {

using gilde::matching::v1::ConversationRequest;
using gilde::matching::v1::Finding;
using gilde::matching::v1::ProgramRules;
using gilde::matching::v1::ProposedSlot;
using gilde::profile::v1::Profile;

constexpr int kSlotsMost = 20;
constexpr absl::Duration kSlotLongest = absl::Hours(8);
constexpr std::string_view kProfilePattern = "organizations/*/profiles/*";

class Findings {
 public:
  void Add(std::string_view field, std::string_view reason, std::string_view message, std::string_view instead) {
    Finding& finding = items_.emplace_back();
    finding.set_field(absl::StrCat("conversation_request.", std::string(field)));
    finding.set_reason(std::string(reason));
    finding.set_message(std::string(message));
    finding.set_instead(std::string(instead));
  }
  // Whether the text has `least` to `most` characters; adds `reason` when not.
  bool Length(std::string_view field, std::string_view text, int least, int most, std::string_view reason, std::string_view instead) {
    int length = base::CodePoints(text);
    if (length < 0) {
      Add(field, "TEXT_INVALID", "not valid UTF-8", "send UTF-8");
      return false;
    }
    if (length >= least && length <= most) return true;
    Add(field, reason, absl::StrCat("has ", length, " characters; ", least, " to ", most, " are fine"), instead);
    return false;
  }
  std::vector<Finding> Take() { return std::move(items_); }

 private:
  std::vector<Finding> items_;
};

std::string Indexed(std::string_view field, int index) { return absl::StrCat(std::string(field), "[", index, "]"); }

void CheckGoldenRule(const ConversationRequest& draft, Findings& findings) {
  auto check = [&](std::string_view field, std::string_view text) {
    if (AsksForAMentor(text)) findings.Add(field, "GOLDEN_RULE", kGoldenRuleMessage, kGoldenRuleInstead);
  };
  check("subject", draft.subject());
  check("opening", draft.opening());
  for (int i = 0; i < draft.further_openings_size(); ++i) check(Indexed("further_openings", i), draft.further_openings(i));
  check("introduction", draft.introduction());
  for (int i = 0; i < draft.questions_size(); ++i) check(Indexed("questions", i), draft.questions(i));
}

void CheckPeople(const ConversationRequest& draft, const ProgramRules& rules, const ApproachFacts& facts, Findings& findings) {
  if (!base::NameMatches(draft.mentee(), kProfilePattern)) {
    findings.Add("mentee", "MENTEE_INVALID", "not the name of a profile", "name the acting person, organizations/acme/profiles/ada");
  }
  int count = draft.ranked_mentors_size();
  if (count < 1 || count > rules.ranked_mentors_max()) {
    findings.Add("ranked_mentors", "MENTOR_COUNT", absl::StrCat(count, " mentors; 1 to ", rules.ranked_mentors_max(), " are fine"),
                 "name the mentor you would most like to talk with, and a few others behind");
  }
  if (draft.further_openings_size() > std::max(0, count - 1)) {
    findings.Add("further_openings", "OPENING_COUNT", "more openings than further mentors", "one for each ranked mentor after the first");
  }
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < count; ++i) {
    const std::string& mentor = draft.ranked_mentors(i);
    std::string field = Indexed("ranked_mentors", i);
    if (!base::NameMatches(mentor, kProfilePattern)) {
      findings.Add(field, "MENTOR_INVALID", "not the name of a profile", "organizations/acme/profiles/grace");
    } else if (mentor == draft.mentee()) {
      findings.Add(field, "MENTOR_INVALID", "this is the mentee", "ask somebody else");
    } else if (!seen.insert(mentor).second) {
      findings.Add(field, "MENTOR_TWICE", "already in the list", "each mentor once");
    } else if (!facts.mentors.contains(mentor)) {
      findings.Add(field, "MENTOR_UNKNOWN", "cannot be asked", "pick a mentor from the recommendations");
    }
  }
}

void CheckSubject(const ConversationRequest& draft, Findings& findings) {
  constexpr std::string_view kInstead = "say in a line what the conversation is about, `Moving a nightly batch to streams`";
  if (!findings.Length("subject", draft.subject(), 5, 80, "SUBJECT_LENGTH", kInstead)) return;
  if (IsStockPhrase(draft.subject())) {
    findings.Add("subject", "SUBJECT_STOCK_PHRASE", "this could stand above any message", kInstead);
  }
}

void CheckOpenings(const ConversationRequest& draft, const ProgramRules& rules, const ApproachFacts& facts, const Sent& sent,
                   Findings& findings) {
  Sent all = sent;
  for (int i = 0; i < draft.ranked_mentors_size(); ++i) {
    const std::string& opening = OpeningFor(draft, i);
    bool further = i > 0 && i <= draft.further_openings_size() && !draft.further_openings(i - 1).empty();
    std::string field = further ? Indexed("further_openings", i - 1) : "opening";
    if (further || i == 0) {
      constexpr std::string_view kInstead = "one or two sentences on something this mentor made or knows, and why it spoke to you";
      if (!findings.Length(field, opening, 20, 1000, "OPENING_LENGTH", kInstead)) continue;
    }
    auto& recipients = all[OpeningKey(opening)];
    recipients.insert(draft.ranked_mentors(i));
    if (static_cast<int>(recipients.size()) > rules.same_text_mentors()) {
      findings.Add(field, "SAME_TEXT", absl::StrCat("the same opening would reach more than ", rules.same_text_mentors(), " mentors"),
                   "write a new one for each of the others in further_openings: it is what makes people answer");
    }
    auto mentor = facts.mentors.find(draft.ranked_mentors(i));
    if (mentor != facts.mentors.end() && NamedBy(opening, mentor->second, facts).empty()) {
      findings.Add(field, "OPENING_NOT_PERSONAL", absl::StrCat("names nothing of what the mentor ranked ", i + 1, " made or offers"),
                   "name one of their articles, talks or projects by its title, or one of the skills they offer");
    }
  }
  if (draft.ranked_mentors().empty()) {
    findings.Length("opening", draft.opening(), 20, 1000, "OPENING_LENGTH", "a few personal words to the mentor");
  }
}

void CheckBody(const ConversationRequest& draft, const ProgramRules& rules, Findings& findings) {
  findings.Length("introduction", draft.introduction(), 20, 2000, "INTRODUCTION_LENGTH",
                  "two or three sentences: who you are, what you work on, why this mentor");
  if (draft.questions_size() < 2 || draft.questions_size() > 3) {
    findings.Add("questions", "QUESTION_COUNT", absl::StrCat(draft.questions_size(), " questions; 2 or 3 are fine"),
                 "two or three questions that fit into one short conversation");
  }
  for (int i = 0; i < draft.questions_size(); ++i) {
    findings.Length(Indexed("questions", i), draft.questions(i), 10, 500, "QUESTION_LENGTH", "one open question in a sentence or two");
  }
  if (draft.minutes() < rules.request_minutes_min() || draft.minutes() > rules.request_minutes_max()) {
    findings.Add("minutes", "MINUTES_INVALID",
                 absl::StrCat(draft.minutes(), " minutes; ", rules.request_minutes_min(), " to ", rules.request_minutes_max(), " are fine"),
                 "a short conversation is easy to say yes to");
  }
  if (draft.window_days() < 1 || draft.window_days() > rules.request_window_days()) {
    findings.Add("window_days", "WINDOW_INVALID",
                 absl::StrCat(draft.window_days(), " days; 1 to ", rules.request_window_days(), " are fine"), "the coming weeks");
  }
}

void CheckSlots(const ConversationRequest& draft, const ProgramRules& rules, absl::Time now, Findings& findings) {
  int count = draft.proposed_slots_size();
  if (count < rules.request_slots_min() || count > kSlotsMost) {
    findings.Add("proposed_slots", "SLOT_COUNT",
                 absl::StrCat(count, " slots; ", rules.request_slots_min(), " to ", kSlotsMost, " are fine"),
                 "offer times on different days, so that the mentor only has to pick one");
  }
  absl::Time last = now + absl::Hours(24) * draft.window_days();
  std::vector<std::pair<absl::Time, absl::Time>> earlier;
  for (int i = 0; i < count; ++i) {
    const ProposedSlot& slot = draft.proposed_slots(i);
    std::string field = Indexed("proposed_slots", i);
    absl::Time start = base::FromProto(slot.start_time()), end = base::FromProto(slot.end_time());
    if (!slot.has_start_time() || !slot.has_end_time() || end - start < absl::Minutes(draft.minutes()) || end - start > kSlotLongest) {
      findings.Add(field, "SLOT_INVALID", "not a time of at least the conversation's length and at most 8 hours",
                   "start and end of a time");
      continue;
    }
    if (start <= now) findings.Add(field, "SLOT_IN_PAST", "has begun already", "offer a time that is still to come");
    if (end > last) findings.Add(field, "SLOT_OUTSIDE_WINDOW", "ends after the window", "offer a time inside window_days");
    for (const auto& [other_start, other_end] : earlier) {
      if (start < other_end && other_start < end) {
        findings.Add(field, "SLOT_OVERLAP", "overlaps another slot", "offer times apart from each other");
        break;
      }
    }
    earlier.emplace_back(start, end);
  }
}

// Whether `part` stands in `words`, in a row.
bool Contains(const std::vector<std::string>& words, const std::vector<std::string>& part) {
  return !part.empty() && std::search(words.begin(), words.end(), part.begin(), part.end()) != words.end();
}

bool NamesTitle(const std::vector<std::string>& words, std::string_view title) {
  if (Contains(words, base::Words(title))) return true;
  size_t colon = title.find(':');
  if (colon != std::string_view::npos && Contains(words, base::Words(title.substr(0, colon)))) return true;
  std::vector<std::string> all = base::Words(title);
  for (size_t i = 0; i + 3 <= all.size(); ++i) {
    // Three words of which at least two say something.
    int telling = 0;
    for (size_t j = i; j < i + 3; ++j) telling += all[j].size() > 3;
    if (telling >= 2 && Contains(words, {all.begin() + i, all.begin() + i + 3})) return true;
  }
  return false;
}

}  // namespace

std::vector<Finding> CheckApproach(const ConversationRequest& draft, const ProgramRules& rules, const ApproachFacts& facts,
                                   const Sent& sent, absl::Time now) {
  Findings findings;
  CheckGoldenRule(draft, findings);
  CheckPeople(draft, rules, facts, findings);
  CheckSubject(draft, findings);
  CheckOpenings(draft, rules, facts, sent, findings);
  CheckBody(draft, rules, findings);
  CheckSlots(draft, rules, now, findings);
  return findings.Take();
}

base::Violations ToViolations(const std::vector<Finding>& findings) {
  base::Violations violations;
  for (const Finding& finding : findings) {
    violations.Add(finding.field(), finding.reason(), absl::StrCat(finding.message(), ". Good instead: ", finding.instead()));
  }
  return violations;
}

std::string OpeningKey(std::string_view opening) { return absl::StrJoin(base::Words(opening), " "); }

const std::string& OpeningFor(const ConversationRequest& draft, int index) {
  bool own = index > 0 && index <= draft.further_openings_size() && !draft.further_openings(index - 1).empty();
  return own ? draft.further_openings(index - 1) : draft.opening();
}

Sent SentOpenings(const std::vector<ConversationRequest>& requests) {
  Sent sent;
  for (const ConversationRequest& request : requests) {
    for (const auto& past : request.past_choices()) {
      if (!past.opening().empty()) sent[OpeningKey(past.opening())].insert(past.mentor());
    }
    sent[OpeningKey(request.opening())].insert(request.mentor());
    // An open request may still go to those behind.
    if (request.state() != ConversationRequest::SENT) continue;
    for (int rank = request.past_choices_size() + 1; rank < request.ranked_mentors_size(); ++rank) {
      sent[OpeningKey(request.further_openings(rank - 1))].insert(request.ranked_mentors(rank));
    }
  }
  return sent;
}

std::string NamedBy(const std::string& opening, const Profile& mentor, const ApproachFacts& facts) {
  std::vector<std::string> words = base::Words(opening);
  for (const auto& work : mentor.public_works()) {
    if (NamesTitle(words, work.title())) return work.title();
  }
  auto meant = facts.skills.find(opening);
  for (const auto& offered : mentor.skills_offered()) {
    bool said = meant != facts.skills.end() && meant->second.contains(offered.skill());
    if (said || Contains(words, base::Words(offered.skill()))) return offered.skill();
  }
  return "";
}

std::vector<std::string> PhrasesOf(std::string_view text) {
  constexpr size_t kMost = 500;
  std::vector<std::string> words = base::Words(text), phrases;
  absl::flat_hash_set<std::string> seen;
  for (size_t length = 1; length <= 3; ++length) {
    for (size_t i = 0; i + length <= words.size() && phrases.size() < kMost; ++i) {
      std::string phrase = absl::StrJoin(words.begin() + i, words.begin() + i + length, " ");
      if (phrase.size() <= 80 && seen.insert(phrase).second) phrases.push_back(std::move(phrase));
    }
  }
  return phrases;
}

}  // namespace gilde::matching::domain
