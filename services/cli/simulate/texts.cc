#include "services/cli/simulate/texts.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace gilde::cli::simulation {

namespace {

constexpr const char* kOpenings[] = {
    "Three people named you when I asked who here really understands $skill, and one of them showed me your notes.",
    "Your two answers on $skill in the yard channel were short, and after the second one I threw my first plan away.",
    "When the winter schedule broke you were the one who brought calm and $skill to the table; I took minutes that day.",
    "I heard from the night crew how you taught them $skill without a single slide, only with what lay on the quay.",
    "Last autumn your review of our team ended with one line about $skill that I have carried around since then.",
    "My manager keeps an old page of yours about $skill beside her door, and everybody new is sent to read it first.",
    "At the open day you told a visitor why $skill takes patience; I stood behind him and wanted to ask more.",
    "Somebody in procurement still tells how you turned a lost week around with $skill and two telephone calls.",
    "Before I ever met you I learned $skill from the exercises that you left in the workshop cupboard years ago.",
};

}  // namespace

std::string WorkTitle(const std::string& skill) { return absl::StrCat("What ", skill, " cost us, and what it gave back"); }

std::string GoalText(const std::string& skill) {
  return absl::StrCat("Carry one piece of work on ", skill, " from the first sketch until others use it");
}

std::string OpeningText(int nth, const std::string& skill, const std::string& work) {
  std::string text = absl::StrReplaceAll(kOpenings[static_cast<size_t>(nth) % std::size(kOpenings)], {{"$skill", skill}});
  return work.empty() ? text : absl::StrCat(text, " Then I found \"", work, "\".");
}

}  // namespace gilde::cli::simulation
