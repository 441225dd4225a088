#include "services/matching/domain/approach.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/substitute.h"
#include "absl/time/civil_time.h"
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
using gilde::matching::v1::Quality;
using gilde::profile::v1::Profile;

constexpr int kSlotsMost = 20;
constexpr absl::Duration kSlotLongest = absl::Hours(8);
constexpr std::string_view kProfilePattern = "organizations/*/profiles/*";

class Findings {
 public:
  explicit Findings(Language language) : language_(language) {}
  // The words for the reason, with these numbers in them.
  void Add(std::string_view field, std::string_view reason, int a = 0, int b = 0, int c = 0) {
    const FindingWords& words = WordsFor(reason, language_);
    Finding& finding = items_.emplace_back();
    finding.set_field(absl::StrCat("conversation_request.", std::string(field)));
    finding.set_reason(std::string(reason));
    finding.set_message(absl::Substitute(std::string(words.message), a, b, c));
    finding.set_instead(std::string(words.instead));
    finding.set_example(std::string(words.example));
  }
  // Whether the text has `least` to `most` characters; adds `reason` when not.
  bool Length(std::string_view field, std::string_view text, int least, int most, std::string_view reason) {
    int length = base::CodePoints(text);
    if (length >= least && length <= most) return true;
    Add(field, length < 0 ? "TEXT_INVALID" : reason, length, least, most);
    return false;
  }
  std::vector<Finding> Take() { return std::move(items_); }

 private:
  Language language_;
  std::vector<Finding> items_;
};

std::string Indexed(std::string_view field, int index) { return absl::StrCat(std::string(field), "[", index, "]"); }

void CheckGoldenRule(const ConversationRequest& draft, Findings& findings) {
  auto check = [&](std::string_view field, std::string_view text) {
    if (AsksForAMentor(text)) findings.Add(field, "GOLDEN_RULE");
  };
  check("subject", draft.subject());
  check("opening", draft.opening());
  for (int i = 0; i < draft.further_openings_size(); ++i) check(Indexed("further_openings", i), draft.further_openings(i));
  check("introduction", draft.introduction());
  for (int i = 0; i < draft.questions_size(); ++i) check(Indexed("questions", i), draft.questions(i));
}

void CheckPeople(const ConversationRequest& draft, const ProgramRules& rules, const ApproachFacts& facts, Findings& findings) {
  if (!base::NameMatches(draft.mentee(), kProfilePattern)) findings.Add("mentee", "MENTEE_INVALID");
  int count = draft.ranked_mentors_size();
  if (count < 1 || count > rules.ranked_mentors_max()) findings.Add("ranked_mentors", "MENTOR_COUNT", count, rules.ranked_mentors_max());
  if (draft.further_openings_size() > std::max(0, count - 1)) findings.Add("further_openings", "OPENING_COUNT");
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < count; ++i) {
    const std::string& mentor = draft.ranked_mentors(i);
    std::string field = Indexed("ranked_mentors", i);
    if (!base::NameMatches(mentor, kProfilePattern) || mentor == draft.mentee()) {
      findings.Add(field, "MENTOR_INVALID");
    } else if (!seen.insert(mentor).second) {
      findings.Add(field, "MENTOR_TWICE");
    } else if (!facts.mentors.contains(mentor)) {
      findings.Add(field, "MENTOR_UNKNOWN");
    }
  }
  bool about_first = count > 0 && facts.prospect_candidate == draft.ranked_mentors(0);
  if (!draft.prospect().empty() && !about_first) findings.Add("prospect", "PROSPECT_UNKNOWN");
}

void CheckSubject(const ConversationRequest& draft, const ProgramRules& rules, Findings& findings) {
  if (!findings.Length("subject", draft.subject(), rules.subject_characters_min(), rules.subject_characters_max(), "SUBJECT_LENGTH"))
    return;
  if (IsStockPhrase(draft.subject())) findings.Add("subject", "SUBJECT_STOCK_PHRASE");
}

void CheckOpenings(const ConversationRequest& draft, const ProgramRules& rules, const ApproachFacts& facts, const Sent& sent,
                   Findings& findings) {
  Sent all = sent;
  for (int i = 0; i < draft.ranked_mentors_size(); ++i) {
    const std::string& opening = OpeningFor(draft, i);
    bool further = i > 0 && i <= draft.further_openings_size() && !draft.further_openings(i - 1).empty();
    std::string field = further ? Indexed("further_openings", i - 1) : "opening";
    bool fine = base::CodePoints(opening) >= 20 && base::CodePoints(opening) <= 1000;
    if (!fine && (further || i == 0)) findings.Length(field, opening, 20, 1000, "OPENING_LENGTH");
    if (!fine) continue;
    all.Add(opening, draft.ranked_mentors(i));
    int recipients = static_cast<int>(all.Recipients(opening).size());
    if (recipients > rules.same_text_mentors()) findings.Add(field, "SAME_TEXT", rules.same_text_mentors());
    auto mentor = facts.mentors.find(draft.ranked_mentors(i));
    if (mentor != facts.mentors.end() && NamedBy(opening, mentor->second, facts).empty()) {
      findings.Add(field, "OPENING_NOT_PERSONAL", i + 1);
    }
  }
  if (draft.ranked_mentors().empty()) findings.Length("opening", draft.opening(), 20, 1000, "OPENING_LENGTH");
}

void CheckBody(const ConversationRequest& draft, const ProgramRules& rules, Findings& findings) {
  findings.Length("introduction", draft.introduction(), 20, 2000, "INTRODUCTION_LENGTH");
  int count = draft.questions_size(), minutes = draft.minutes(), days = draft.window_days();
  if (count < rules.request_questions_min() || count > rules.request_questions_max()) {
    findings.Add("questions", "QUESTION_COUNT", count, rules.request_questions_min(), rules.request_questions_max());
  }
  for (int i = 0; i < count; ++i) findings.Length(Indexed("questions", i), draft.questions(i), 10, 500, "QUESTION_LENGTH");
  if (minutes < rules.request_minutes_min() || minutes > rules.request_minutes_max()) {
    findings.Add("minutes", "MINUTES_INVALID", minutes, rules.request_minutes_min(), rules.request_minutes_max());
  }
  if (days < 1 || days > rules.request_window_days()) findings.Add("window_days", "WINDOW_INVALID", days, rules.request_window_days());
}

void CheckSlots(const ConversationRequest& draft, const ProgramRules& rules, absl::Time now, Findings& findings) {
  int count = draft.proposed_slots_size();
  if (count < rules.request_slots_min() || count > kSlotsMost) {
    findings.Add("proposed_slots", "SLOT_COUNT", count, rules.request_slots_min(), kSlotsMost);
  }
  absl::Time last = now + absl::Hours(24) * draft.window_days();
  std::vector<std::pair<absl::Time, absl::Time>> earlier;
  for (int i = 0; i < count; ++i) {
    const ProposedSlot& slot = draft.proposed_slots(i);
    std::string field = Indexed("proposed_slots", i);
    absl::Time start = base::FromProto(slot.start_time()), end = base::FromProto(slot.end_time());
    if (!slot.has_start_time() || !slot.has_end_time() || end - start < absl::Minutes(draft.minutes()) || end - start > kSlotLongest) {
      findings.Add(field, "SLOT_INVALID");
      continue;
    }
    if (start <= now) findings.Add(field, "SLOT_IN_PAST");
    if (end > last) findings.Add(field, "SLOT_OUTSIDE_WINDOW");
    bool overlaps =
        std::any_of(earlier.begin(), earlier.end(), [&](const auto& other) { return start < other.second && other.first < end; });
    if (overlaps) findings.Add(field, "SLOT_OVERLAP");
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

bool IsTitle(const Profile& mentor, std::string_view named) {
  return std::any_of(mentor.public_works().begin(), mentor.public_works().end(), [&](const auto& work) { return work.title() == named; });
}

bool OnThreeDays(const ConversationRequest& draft) {
  absl::flat_hash_set<absl::CivilDay> days;
  for (const ProposedSlot& slot : draft.proposed_slots()) {
    if (!slot.has_start_time()) continue;
    days.insert(absl::ToCivilDay(base::FromProto(slot.start_time()), absl::UTCTimeZone()));
  }
  return days.size() >= 3;
}

// What a well prepared approach to the mentor at `rank` lacks: hints, one for each point of Quality that is missing and each closed
// question.
std::vector<Finding> Hints(const ConversationRequest& draft, int rank, const ApproachFacts& facts, const Sent& sent, Language language,
                           int& points) {
  Findings hints(language);
  points = 0;
  auto point = [&](bool earned, std::string_view field, std::string_view reason) {
    points += earned;
    if (!earned && !reason.empty()) hints.Add(field, reason);
  };
  bool ranked = rank < draft.ranked_mentors_size();
  auto mentor = ranked ? facts.mentors.find(draft.ranked_mentors(rank)) : facts.mentors.end();
  bool known = mentor != facts.mentors.end();
  const std::string& opening = OpeningFor(draft, rank);
  point(known && IsTitle(mentor->second, NamedBy(opening, mentor->second, facts)), "opening", "OPENING_NAMES_NO_WORK");
  bool open = true;
  for (int i = 0; i < draft.questions_size(); ++i) {
    bool closed = base::IsYesNoQuestion(draft.questions(i));
    open &= !closed;
    if (closed) hints.Add(Indexed("questions", i), "QUESTION_CLOSED");
  }
  point(open && draft.questions_size() > 0, "questions", "");
  point(known && !SkillNamedBy(draft.introduction(), mentor->second, facts).empty(), "introduction", "INTRODUCTION_UNCONNECTED");
  point(OnThreeDays(draft), "proposed_slots", "FEW_DAYS");
  bool own = true;
  for (const std::string& other : sent.Recipients(opening)) own &= ranked && other == draft.ranked_mentors(rank);
  point(own, "opening", "TEXT_LIKE_ANOTHER");
  return hints.Take();
}

}  // namespace

base::Violations CheckSizes(const ConversationRequest& draft) {
  constexpr int kLongestList = 50;
  constexpr size_t kLongestText = 20'000;  // bytes; every text has a limit far below
  base::Violations violations;
  auto list = [&](std::string_view field, int size) {
    violations.Require(size <= kLongestList, absl::StrCat("conversation_request.", std::string(field)), "TOO_LARGE", "at most 50");
  };
  auto text = [&](std::string_view field, const std::string& value) {
    violations.Require(value.size() <= kLongestText, absl::StrCat("conversation_request.", std::string(field)), "TOO_LARGE",
                       "at most 20,000 bytes");
  };
  list("ranked_mentors", draft.ranked_mentors_size());
  list("further_openings", draft.further_openings_size());
  list("questions", draft.questions_size());
  list("proposed_slots", draft.proposed_slots_size());
  text("subject", draft.subject());
  text("opening", draft.opening());
  text("introduction", draft.introduction());
  for (const std::string& opening : draft.further_openings()) text("further_openings", opening);
  for (const std::string& question : draft.questions()) text("questions", question);
  return violations;
}

std::vector<Finding> CheckApproach(const ConversationRequest& draft, const ProgramRules& rules, const ApproachFacts& facts,
                                   const Sent& sent, absl::Time now, Language language) {
  Findings findings(language);
  CheckGoldenRule(draft, findings);
  CheckPeople(draft, rules, facts, findings);
  CheckSubject(draft, rules, findings);
  CheckOpenings(draft, rules, facts, sent, findings);
  CheckBody(draft, rules, findings);
  CheckSlots(draft, rules, now, findings);
  return findings.Take();
}

std::vector<Finding> HintsFor(const ConversationRequest& draft, const ApproachFacts& facts, const Sent& sent, Language language) {
  int points = 0;
  return Hints(draft, 0, facts, sent, language, points);
}

Quality QualityOf(const ConversationRequest& draft, int rank, const ApproachFacts& facts, const Sent& sent) {
  int points = 0;
  Hints(draft, rank, facts, sent, Language::kEnglish, points);
  return points == 5 ? gilde::matching::v1::STRONG : points >= 3 ? gilde::matching::v1::GOOD : gilde::matching::v1::BASIC;
}

base::Violations ToViolations(const std::vector<Finding>& findings) {
  base::Violations violations;
  for (const Finding& finding : findings) {
    violations.Add(finding.field(), finding.reason(), absl::StrCat(finding.message(), ". Good instead: ", finding.instead()));
  }
  return violations;
}

const std::string& OpeningFor(const ConversationRequest& draft, int index) {
  bool own = index > 0 && index <= draft.further_openings_size() && !draft.further_openings(index - 1).empty();
  return own ? draft.further_openings(index - 1) : draft.opening();
}

Sent SentOpenings(const std::vector<ConversationRequest>& requests) {
  Sent sent;
  for (const ConversationRequest& request : requests) {
    for (const auto& past : request.past_choices()) {
      if (!past.opening().empty()) sent.Add(past.opening(), past.mentor());
    }
    sent.Add(request.opening(), request.mentor());
    // An open request may still go to those behind, and one that was accepted when the yes is taken back.
    if (request.state() != ConversationRequest::SENT && request.state() != ConversationRequest::ACCEPTED) continue;
    for (int rank = request.past_choices_size() + 1; rank < request.ranked_mentors_size(); ++rank) {
      sent.Add(request.further_openings(rank - 1), request.ranked_mentors(rank));
    }
  }
  return sent;
}

std::string NamedBy(const std::string& opening, const Profile& mentor, const ApproachFacts& facts) {
  std::vector<std::string> words = base::Words(opening);
  for (const auto& work : mentor.public_works()) {
    if (NamesTitle(words, work.title())) return work.title();
  }
  return SkillNamedBy(opening, mentor, facts);
}

std::string SkillNamedBy(const std::string& text, const Profile& mentor, const ApproachFacts& facts) {
  std::vector<std::string> words = base::Words(text);
  auto meant = facts.skills.find(text);
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
