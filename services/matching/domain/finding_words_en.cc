// What findings about an approach say in English.
#include "services/matching/domain/finding_words.h"
#include "services/matching/domain/golden_rule.h"

namespace gilde::matching::domain {
namespace {

constexpr std::string_view kSubjectInstead = "say in a line what the conversation is about, `Moving a nightly batch to streams`";

constexpr FindingRow kRows[] = {
    {"GOLDEN_RULE",
     {kGoldenRuleMessage, kGoldenRuleInstead, "Could we talk for 15 minutes next week about how your team moved to weekly releases?"}},
    {"MENTEE_INVALID",
     {"not the name of a profile", "name the acting person, organizations/acme/profiles/ada", "organizations/acme/profiles/ada"}},
    {"MENTOR_COUNT",
     {"$0 mentors; 1 to $1 are fine", "name the mentor you would most like to talk with, and a few others behind",
      "First organizations/acme/profiles/grace, then organizations/acme/profiles/alan"}},
    {"OPENING_COUNT",
     {"more openings than further mentors", "one for each ranked mentor after the first",
      "With three mentors: the first in opening, the other two in further_openings"}},
    {"MENTOR_INVALID",
     {"not the profile name of another person in the organization", "name the profile of somebody else in the organization",
      "organizations/acme/profiles/grace"}},
    {"MENTOR_TWICE", {"already in the list", "each mentor once", "First Grace, then Alan, then Barbara"}},
    {"MENTOR_UNKNOWN", {"cannot be asked", "pick a mentor from the recommendations", "Somebody near the top of your recommendations"}},
    {"SUBJECT_LENGTH", {"has $0 characters; $1 to $2 are fine", kSubjectInstead, "Moving a nightly batch to streams"}},
    {"SUBJECT_STOCK_PHRASE", {"this could stand above any message", kSubjectInstead, "The first weeks of leading a team"}},
    {"OPENING_LENGTH",
     {"has $0 characters; $1 to $2 are fine", "one or two sentences on something this mentor made or knows, and why it spoke to you",
      "After your talk on small steps I drew our plan for the first month anew."}},
    {"SAME_TEXT",
     {"the same or nearly the same opening would reach more than $0 mentors",
      "write a new one for each of the others in further_openings: it is what makes people answer",
      "Your article on calm releases gave me the idea of a weekly rehearsal."}},
    {"OPENING_NOT_PERSONAL",
     {"names nothing of what the mentor ranked $0 made or offers",
      "name one of their articles, talks or projects by its title, or one of the skills they offer",
      "In your talk 'Queues without Tears' I recognized our nightly batch."}},
    {"INTRODUCTION_LENGTH",
     {"has $0 characters; $1 to $2 are fine", "two or three sentences: who you are, what you work on, why this mentor",
      "I work with data and have led a team of four since spring. You have been there, and I would like to learn from your first months."}},
    {"QUESTION_COUNT",
     {"$0 questions; $1 to $2 are fine", "a few questions that fit into one short conversation",
      "What surprised you most? What would you leave out today?"}},
    {"QUESTION_LENGTH",
     {"has $0 characters; $1 to $2 are fine", "one open question in a sentence or two",
      "What would you do differently in the first week?"}},
    {"MINUTES_INVALID", {"$0 minutes; $1 to $2 are fine", "a short conversation is easy to say yes to", "15 minutes"}},
    {"WINDOW_INVALID", {"$0 days; 1 to $1 are fine", "the coming weeks", "14 days"}},
    {"SLOT_COUNT",
     {"$0 slots; $1 to $2 are fine", "offer times on different days, so that the mentor only has to pick one",
      "Tuesday at 10:00, Wednesday at 14:00 and Friday at 9:30"}},
    {"SLOT_INVALID",
     {"not a time of at least the conversation's length and at most 8 hours", "start and end of a time", "2026-03-04T14:00:00Z to 14:30"}},
    {"SLOT_IN_PAST", {"has begun already", "offer a time that is still to come", "Thursday of next week, 14:00 to 14:30"}},
    {"SLOT_OUTSIDE_WINDOW",
     {"ends after the window", "offer a time inside window_days", "Thursday of next week, with a window of 14 days"}},
    {"SLOT_OVERLAP", {"overlaps another slot", "offer times apart from each other", "14:00 to 14:30 and 15:00 to 15:30"}},
    {"TEXT_INVALID", {"not valid UTF-8", "send UTF-8", "é as the two bytes C3 A9"}},
    {"PROSPECT_UNKNOWN",
     {"not on your own shortlist, or not about the first ranked mentor",
      "name an entry of your own shortlist that is about the first ranked mentor, or leave it empty",
      "organizations/acme/profiles/ada/prospects/x1"}},
    // Hints
    {"QUESTION_CLOSED",
     {"can be answered with yes or no", "begin with what, how or which: that invites a story", "How did you choose what to do first?"}},
    {"OPENING_NAMES_NO_WORK",
     {"names a skill, but nothing the mentor made", "name one of their articles, talks or projects by its title, and what it gave you",
      "Thanks to your article 'The Quiet Release' our checklist is half as long."}},
    {"INTRODUCTION_UNCONNECTED",
     {"does not say yet what it has to do with what the mentor offers",
      "a sentence on how your work meets one of the skills that this mentor offers",
      "You help others negotiate, and next month I meet a supplier for the first time."}},
    {"FEW_DAYS",
     {"the offered times lie on fewer than three different days", "times on three different days or more: one of them is likely to suit",
      "Tuesday morning, Wednesday afternoon and Friday morning"}},
    {"TEXT_LIKE_ANOTHER",
     {"much like an opening that another mentor got", "a sentence that could only be for this mentor",
      "Your project 'Open Ledger' answered a question I had carried around for months."}},
    // Any other
    {"", {"this does not quite fit yet", "have another look at this field", "A short line in your own words"}},
};

}  // namespace

absl::Span<const FindingRow> EnglishFindingWords() { return kRows; }

}  // namespace gilde::matching::domain
