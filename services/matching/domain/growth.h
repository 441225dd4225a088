// What grows in a mentorship: introductions, advocacy, stretch assignments, wins, stories, reflections.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/errors.h"
#include "gilde/matching/v1/growth.pb.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "services/matching/domain/passing.h"

namespace gilde::matching::domain {

// Checks that name every bad field; paths begin with the request's field.
base::Violations CheckIntroduction(const gilde::matching::v1::Introduction& draft);
base::Violations CheckAdvocacy(const gilde::matching::v1::Advocacy& draft);
base::Violations CheckStretchAssignment(const gilde::matching::v1::StretchAssignment& draft, absl::Time now);
base::Violations CheckWin(const gilde::matching::v1::Win& draft);
base::Violations CheckStory(const gilde::matching::v1::Story& draft);
base::Violations CheckReflection(const gilde::matching::v1::Reflection& draft);
base::Violations CheckUnderstanding(const gilde::matching::v1::Understanding& draft);
base::Violations CheckUnderstandingAnswer(const gilde::matching::v1::AnswerUnderstandingRequest& answer);
base::Violations CheckResource(const gilde::matching::v1::GoalResource& draft);

// Whoever has a part in an introduction: author, receiver, third person.
bool HasPart(const gilde::matching::v1::Introduction& introduction, std::string_view person);

// Each refuses where contacts do not count, unless it says otherwise. The drafts are checked and have their names.
// PERMISSION_DENIED / NOT_A_MENTOR; INVALID_ARGUMENT / RECEIVER_MISSING, RECEIVER_INVALID, PERSON_INVALID.
absl::StatusOr<Exchange<gilde::matching::v1::Introduction>> OfferIntroduction(gilde::matching::v1::Mentorship mentorship,
                                                                              const gilde::matching::v1::Introduction& draft,
                                                                              const Actor& actor, absl::Time now);
// The introduction by which a mentor refers the mentee to another one, who is asked first. Errors as OfferIntroduction.
absl::StatusOr<Exchange<gilde::matching::v1::Introduction>> Refer(gilde::matching::v1::Mentorship mentorship,
                                                                  const gilde::matching::v1::ConcludeIntroRequest& request,
                                                                  std::string_view name, const Actor& actor, absl::Time now);
// By the third person, `person`; in any state, and no contact. PERMISSION_DENIED / NOT_A_PARTY; FAILED_PRECONDITION /
// INTRODUCTION_NOT_OFFERED.
absl::StatusOr<Exchange<gilde::matching::v1::Introduction>> AnswerIntroduction(gilde::matching::v1::Mentorship mentorship,
                                                                               gilde::matching::v1::Introduction introduction,
                                                                               const gilde::matching::v1::AnswerIntroductionRequest& answer,
                                                                               std::string_view person, absl::Time now);
// FAILED_PRECONDITION / INTRODUCTION_NOT_ACCEPTED, INTRODUCTION_MADE, INTRODUCTION_COMPLETED.
absl::StatusOr<Exchange<gilde::matching::v1::Introduction>> CompleteIntroduction(gilde::matching::v1::Mentorship mentorship,
                                                                                 gilde::matching::v1::Introduction introduction,
                                                                                 std::string_view led_to, const Actor& actor,
                                                                                 absl::Time now);
absl::StatusOr<Exchange<gilde::matching::v1::Advocacy>> OfferAdvocacy(gilde::matching::v1::Mentorship mentorship,
                                                                      const gilde::matching::v1::Advocacy& draft, const Actor& actor,
                                                                      absl::Time now);
// PERMISSION_DENIED / NOT_A_PARTY unless the actor is the receiver; FAILED_PRECONDITION / ADVOCACY_NOT_OFFERED.
absl::StatusOr<Exchange<gilde::matching::v1::Advocacy>> AnswerAdvocacy(gilde::matching::v1::Mentorship mentorship,
                                                                       gilde::matching::v1::Advocacy advocacy, bool consent,
                                                                       const Actor& actor, absl::Time now);
// PERMISSION_DENIED / NOT_A_PARTY unless the actor is the author; FAILED_PRECONDITION / ADVOCACY_NOT_CONSENTED.
absl::StatusOr<Exchange<gilde::matching::v1::Advocacy>> CompleteAdvocacy(gilde::matching::v1::Mentorship mentorship,
                                                                         gilde::matching::v1::Advocacy advocacy, std::string_view outcome,
                                                                         const Actor& actor, absl::Time now);
absl::StatusOr<Exchange<gilde::matching::v1::StretchAssignment>> Stretch(gilde::matching::v1::Mentorship mentorship,
                                                                         gilde::matching::v1::StretchAssignment draft, const Actor& actor,
                                                                         absl::Time now);
// PERMISSION_DENIED / NOT_A_PARTY unless the actor is the receiver; FAILED_PRECONDITION / ALREADY_DEBRIEFED.
absl::StatusOr<Exchange<gilde::matching::v1::StretchAssignment>> Debrief(gilde::matching::v1::Mentorship mentorship,
                                                                         gilde::matching::v1::StretchAssignment assignment,
                                                                         std::string_view words, const Actor& actor, absl::Time now);
absl::StatusOr<Exchange<gilde::matching::v1::Win>> PutDownWin(gilde::matching::v1::Mentorship mentorship, gilde::matching::v1::Win draft,
                                                              const Actor& actor, absl::Time now);
absl::StatusOr<Exchange<gilde::matching::v1::Story>> TellStory(gilde::matching::v1::Mentorship mentorship, gilde::matching::v1::Story draft,
                                                               const Actor& actor, absl::Time now);

absl::StatusOr<Exchange<gilde::matching::v1::Understanding>> Understand(gilde::matching::v1::Mentorship mentorship,
                                                                        gilde::matching::v1::Understanding draft, const Actor& actor,
                                                                        absl::Time now);
// PERMISSION_DENIED / NOT_A_PARTY unless the actor is the receiver; FAILED_PRECONDITION / UNDERSTANDING_ANSWERED.
absl::StatusOr<Exchange<gilde::matching::v1::Understanding>> AnswerUnderstanding(
    gilde::matching::v1::Mentorship mentorship, gilde::matching::v1::Understanding understanding,
    const gilde::matching::v1::AnswerUnderstandingRequest& answer, const Actor& actor, absl::Time now);
// INVALID_ARGUMENT / GOAL_UNKNOWN for a goal that is not one of the mentorship's.
absl::StatusOr<Exchange<gilde::matching::v1::GoalResource>> ShareResource(gilde::matching::v1::Mentorship mentorship,
                                                                          gilde::matching::v1::GoalResource draft, const Actor& actor,
                                                                          absl::Time now);

// A reflection as it is kept, in any state of the mentorship: nobody else need know, and it is no contact.
gilde::matching::v1::Reflection Reflect(const gilde::matching::v1::Mentorship& mentorship, gilde::matching::v1::Reflection draft,
                                        const Actor& actor);

// Skills that people were found to teach, by person: those that two different authors learned from them, or one who shares the reflection.
std::map<std::string, std::vector<std::string>> TaughtSkills(const std::vector<gilde::matching::v1::Reflection>& reflections);

}  // namespace gilde::matching::domain
