#include "services/cli/demo/texts.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace gilde::cli {

namespace {

constexpr const char* kAdvice[] = {
    "Ask the person who has to live with the decision before you ask the one who signs it.",
    "Write down what you expect to happen before you try it. The difference is what you learn.",
    "Take the smallest part that somebody would miss and finish that one first.",
    "Say the difficult sentence in the first five minutes; everything after it gets easier.",
    "Let two people read it who disagree with each other.",
    "Leave an hour empty on the day before and use it for what you forgot.",
};
constexpr const char* kActions[] = {
    "Did it on Tuesday with the night crew.",
    "Tried it twice, the second time with less talking.",
    "Made a page of it and hung it beside the door.",
    "Asked three people; one of them laughed and then helped.",
};
constexpr const char* kOutcomes[] = {
    "We found the real problem, which was not the one on the list.",
    "It took half as long as last time.",
    "Not as hoped, but now I know what to change.",
    "They asked to do it again next month.",
};
constexpr const char* kTakeaways[] = {
    "Begin with the question that nobody asks aloud.",
    "One change a week, and tell people which.",
    "Look at the numbers of last winter before the next meeting.",
    "Draw it first, discuss it after.",
    "Ask for help two days earlier than feels necessary.",
};

template <size_t count>
const char* Choose(const char* const (&texts)[count], int pair, int meeting) {
  return texts[(pair * 5 + meeting) % count];
}

}  // namespace

std::string Topic(const Member& mentee) {
  const auto& profile = mentee.person.profile;
  std::string topic = profile.skills_sought_size() > 0 ? profile.skills_sought(0).skill() : mentee.person.goal.skill();
  if (topic.empty()) topic = "my next step";
  return absl::StrReplaceAll(topic, {{"-", " "}});
}

std::string Subject(const Member& mentee) {
  return absl::StrCat("Two questions about ", Topic(mentee), " from ", mentee.call).substr(0, 80);
}

std::string Opening(const Member& mentee, const Member& mentor, size_t rank) {
  const auto& profile = mentor.person.profile;
  if (profile.public_works_size() > 0) {
    std::string title = absl::StrCat("\"", profile.public_works(0).title(), "\"");
    switch (rank % 3) {
      case 0:
        return absl::StrCat("I have come back to ", title, " more than once since I began to work on ", Topic(mentee),
                            ", because it says what it cost and not only what came of it.");
      case 1:
        return absl::StrCat("A colleague put ", title, " on my desk last month; the part on what went wrong is the first thing about ",
                            Topic(mentee), " that I have read twice.");
      default:
        return absl::StrCat("When our team argued about ", Topic(mentee), " we ended up quoting ", title, " to each other, both sides.");
    }
  }
  std::string skill = profile.skills_offered_size() > 0 ? profile.skills_offered(0).skill() : "your field";
  switch (rank % 3) {
    case 0:
      return absl::StrCat("You know ", skill, " from the inside, and people here send me to you whenever I ask about ", Topic(mentee), ".");
    case 1:
      return absl::StrCat("Two people I trust named you, on different days, when I asked who really understands ", skill, " here.");
    default:
      return absl::StrCat("Your answer in the channel on ", skill, " was the shortest and the only one that helped me with ", Topic(mentee),
                          ".");
  }
}

std::string Introduction(const Member& mentee) {
  const auto& profile = mentee.person.profile;
  std::string where = profile.location().empty() ? "" : absl::StrCat(" in ", profile.location());
  std::string goal = mentee.person.goal.outcome().empty() ? "I want to find my way into this work." : mentee.person.goal.outcome() + ".";
  return absl::StrCat("I am ", mentee.call, where, ". This is what I am working towards: ", goal,
                      " You have done something like it, which is why I write to you and not to a list.");
}

std::vector<std::string> Questions(const Member& mentee) {
  return {absl::StrCat("What would you look at first in my place, with only a few hours a week for ", Topic(mentee), "?"),
          "Which mistake of your own taught you most about it?"};
}

std::vector<std::string> PreparedQuestions(const Member& mentee) {
  return {absl::StrCat("How did you get from knowing about ", Topic(mentee), " to being asked about it?"),
          "What do people misunderstand about your work?", "What would make our twenty minutes useful to you as well?"};
}

std::string AdviceText(int pair, int meeting) { return Choose(kAdvice, pair, meeting); }
std::string ActionText(int pair, int meeting) { return Choose(kActions, pair, meeting); }
std::string OutcomeText(int pair, int meeting) { return Choose(kOutcomes, pair, meeting); }
std::string Takeaway(int pair, int meeting) { return Choose(kTakeaways, pair, meeting); }
std::string Thanks(const Member& mentor) {
  return absl::StrCat("Thank you, ", mentor.person.profile.given_name(), ", for the time and for the story behind it.");
}

}  // namespace gilde::cli
