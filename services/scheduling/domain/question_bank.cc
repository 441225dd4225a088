#include "services/scheduling/domain/question_bank.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace gilde::scheduling::domain {
namespace {

struct Question {
  Phase phase;
  PartRole role;
  std::string_view en, nl;
};

// The bank. A new question is a new row; a new language a new column.
constexpr Question kBank[] = {
    {Phase::kFirstConversation, PartRole::kMentor, "What made you choose this moment to look for a conversation?",
     "Waarom zoek je juist nu een gesprek?"},
    {Phase::kFirstConversation, PartRole::kMentor, "What have you already tried, and what did you learn from it?",
     "Wat heb je al geprobeerd, en wat heb je daarvan geleerd?"},
    {Phase::kFirstConversation, PartRole::kMentor, "If this goes well, what will be different in a year?",
     "Als dit goed gaat, wat is er dan over een jaar anders?"},
    {Phase::kFirstConversation, PartRole::kMentor, "How do you like to hear that something could be better?",
     "Hoe hoor je het liefst dat iets beter kan?"},
    {Phase::kFirstConversation, PartRole::kMentee, "Which choice in your career would you make differently today, and why?",
     "Welke keuze in je loopbaan zou je nu anders maken, en waarom?"},
    {Phase::kFirstConversation, PartRole::kMentee, "What did you not know about this field when you began?",
     "Wat wist je nog niet over dit vak toen je begon?"},
    {Phase::kFirstConversation, PartRole::kMentee, "What would you learn first if you were in my place?",
     "Wat zou jij als eerste leren als je in mijn schoenen stond?"},
    {Phase::kFirstConversation, PartRole::kMentee, "Who else's view on this should I hear?",
     "Van wie zou ik hierover ook iets moeten horen?"},
    {Phase::kFirstConversation, PartRole::kPeer, "What are you working towards this half year?", "Waar werk je dit halfjaar naartoe?"},
    {Phase::kFirstConversation, PartRole::kPeer, "What should I ask you about every time we meet?",
     "Waar moet ik elke keer naar vragen als we elkaar spreken?"},
    {Phase::kFirstConversation, PartRole::kPeer, "What helps you keep a promise to yourself?",
     "Wat helpt jou om een belofte aan jezelf na te komen?"},
    {Phase::kOngoing, PartRole::kMentor, "What has moved since we last spoke, and what made it move?",
     "Wat is er veranderd sinds ons vorige gesprek, en waardoor?"},
    {Phase::kOngoing, PartRole::kMentor, "What is the real challenge here for you?", "Wat is hier voor jou de echte moeilijkheid?"},
    {Phase::kOngoing, PartRole::kMentor, "Which options do you see, and what would each of them cost you?",
     "Welke mogelijkheden zie je, en wat kost elk daarvan je?"},
    {Phase::kOngoing, PartRole::kMentor, "What would you tell a friend who was in this situation?",
     "Wat zou je tegen een vriend zeggen die in deze situatie zat?"},
    {Phase::kOngoing, PartRole::kMentor, "What is the smallest step you could take this week?",
     "Wat is de kleinste stap die je deze week kunt zetten?"},
    {Phase::kOngoing, PartRole::kMentor, "This is what I understood, in one line; what did I miss?",
     "Dit heb ik begrepen, in één zin; wat miste ik?"},
    {Phase::kOngoing, PartRole::kMentee, "I tried what you suggested; what do you notice in how it went?",
     "Ik heb geprobeerd wat je voorstelde; wat valt je op aan hoe het ging?"},
    {Phase::kOngoing, PartRole::kMentee, "Where do you think I hold myself back?", "Waarin houd ik mezelf volgens jou tegen?"},
    {Phase::kOngoing, PartRole::kMentee, "How did you handle something like this, and what went wrong?",
     "Hoe pakte jij zoiets aan, en wat ging er mis?"},
    {Phase::kOngoing, PartRole::kMentee, "What could I do for you in return?", "Wat kan ik voor jou terugdoen?"},
    {Phase::kOngoing, PartRole::kPeer, "What did you say you would do, and what came of it?", "Wat zou je doen, en wat is ervan gekomen?"},
    {Phase::kOngoing, PartRole::kPeer, "What are you putting off, and what keeps you from it?", "Wat stel je uit, en wat houdt je tegen?"},
    {Phase::kOngoing, PartRole::kPeer, "What will you have done when we next meet?", "Wat heb je gedaan als we elkaar weer spreken?"},
    {Phase::kWrappingUp, PartRole::kMentor, "What can you do now that you could not do when we began?",
     "Wat kun je nu dat je nog niet kon toen we begonnen?"},
    {Phase::kWrappingUp, PartRole::kMentor, "What will you keep doing without me?", "Wat blijf je doen als ik er niet bij ben?"},
    {Phase::kWrappingUp, PartRole::kMentor, "To whom could you pass this on?", "Aan wie kun je dit doorgeven?"},
    {Phase::kWrappingUp, PartRole::kMentee, "What did you see change in me?", "Wat heb je in mij zien veranderen?"},
    {Phase::kWrappingUp, PartRole::kMentee, "What should I watch out for next?", "Waar moet ik hierna op letten?"},
    {Phase::kWrappingUp, PartRole::kMentee, "What did you take from our conversations yourself?",
     "Wat heb jij zelf aan onze gesprekken gehad?"},
    {Phase::kWrappingUp, PartRole::kPeer, "Which habit of ours is worth keeping?", "Welke gewoonte van ons is het waard om te houden?"},
    {Phase::kWrappingUp, PartRole::kPeer, "What will you tell the next person you do this with?",
     "Wat vertel je aan de volgende met wie je dit doet?"},
    {Phase::kContact, PartRole::kMentor, "What have you passed on since?", "Wat heb je sindsdien doorgegeven?"},
    {Phase::kContact, PartRole::kMentor, "What are you proud of this year?", "Waar ben je dit jaar trots op?"},
    {Phase::kContact, PartRole::kMentee, "What occupies you most these days?", "Wat houdt je tegenwoordig het meest bezig?"},
    {Phase::kContact, PartRole::kMentee, "How can I be of use to you?", "Hoe kan ik iets voor jou betekenen?"},
    {Phase::kContact, PartRole::kPeer, "What has changed since we last spoke?", "Wat is er veranderd sinds we elkaar spraken?"},
};

}  // namespace

std::string BankLocale(std::string_view tag) {
  return absl::EqualsIgnoreCase(std::string(tag), "nl") || absl::StartsWithIgnoreCase(std::string(tag), "nl-") ? "nl" : "en";
}

std::vector<std::string> BankQuestions(Phase phase, PartRole role, std::string_view locale) {
  std::vector<std::string> questions;
  for (const Question& question : kBank) {
    if (question.phase == phase && question.role == role) questions.emplace_back(locale == "nl" ? question.nl : question.en);
  }
  return questions;
}

std::string ThanksFor(std::string_view name, int hour, int minute, bool outside_hours, std::string_view locale) {
  bool early = hour < 8;
  bool late = hour >= 18;
  if (!early && !late && !outside_hours) return "";
  std::string time = absl::StrCat(absl::Dec(hour, absl::kZeroPad2), ":", absl::Dec(minute, absl::kZeroPad2));
  if (locale == "nl") {
    std::string why = early ? "zo vroeg begint" : late ? "zo laat nog tijd maakt" : "buiten de eigen uren tijd maakt";
    return absl::StrCat("Voor ", std::string(name), " is het dan ", time, ": een bedankje is op zijn plaats voor wie ", why, ".");
  }
  std::string why = early ? "starting this early" : late ? "staying this late" : "making time outside their hours";
  return absl::StrCat("It will be ", time, " for ", std::string(name), ": a word of thanks for ", why, " is in place.");
}

}  // namespace gilde::scheduling::domain
