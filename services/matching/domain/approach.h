// What makes a good approach: the rules a conversation request is read by before it is sent.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "gilde/matching/v1/conversation.pb.h"
#include "gilde/matching/v1/program.pb.h"
#include "gilde/profile/v1/profile.pb.h"
#include "services/matching/domain/finding_words.h"
#include "services/matching/domain/likeness.h"

namespace gilde::matching::domain {

// What the profile service knows about a draft.
struct ApproachFacts {
  // Ranked mentors by name: those whom this mentee can ask at all.
  absl::flat_hash_map<std::string, gilde::profile::v1::Profile> mentors;
  // Ids of the skills that the words of the draft's openings and introduction mean, by the text as it was written.
  absl::flat_hash_map<std::string, absl::flat_hash_set<std::string>> skills;
  // Whom the draft's prospect is about, as a profile name; empty when the mentee has no such prospect, or it is about nobody with a
  // profile.
  std::string prospect_candidate;
};

// What makes a draft too large to be read at all: INVALID_ARGUMENT / TOO_LARGE naming each list and text. Check it first.
base::Violations CheckSizes(const gilde::matching::v1::ConversationRequest& draft);

// Everything that is wrong with a draft that is not too large, and what is good instead, the golden rule first.
std::vector<gilde::matching::v1::Finding> CheckApproach(const gilde::matching::v1::ConversationRequest& draft,
                                                        const gilde::matching::v1::ProgramRules& rules, const ApproachFacts& facts,
                                                        const Sent& sent, absl::Time now, Language language = Language::kEnglish);
// What would make an answer of the first ranked mentor likelier.
std::vector<gilde::matching::v1::Finding> HintsFor(const gilde::matching::v1::ConversationRequest& draft, const ApproachFacts& facts,
                                                   const Sent& sent, Language language);
// How well the approach to the mentor at `rank` is prepared.
gilde::matching::v1::Quality QualityOf(const gilde::matching::v1::ConversationRequest& draft, int rank, const ApproachFacts& facts,
                                       const Sent& sent);

// The same as a refusal: one violation a finding.
base::Violations ToViolations(const std::vector<gilde::matching::v1::Finding>& findings);

// Which mentors got, or may still get, which opening in these requests of one mentee.
Sent SentOpenings(const std::vector<gilde::matching::v1::ConversationRequest>& requests);

// The opening that a draft has for the ranked mentor at `index`.
const std::string& OpeningFor(const gilde::matching::v1::ConversationRequest& draft, int index);

// The public work or offered skill of the mentor that the opening names, or empty. A work is named by its whole title, the part of it
// before a colon, or three words of it in a row; a skill by its id or by words that mean it.
std::string NamedBy(const std::string& opening, const gilde::profile::v1::Profile& mentor, const ApproachFacts& facts);

// The offered skill of the mentor that the text names by its id or by words that mean it, or empty.
std::string SkillNamedBy(const std::string& text, const gilde::profile::v1::Profile& mentor, const ApproachFacts& facts);

// Words and phrases of up to three words in a text, folded, each once, at most 500: what could name a skill.
std::vector<std::string> PhrasesOf(std::string_view text);

}  // namespace gilde::matching::domain
