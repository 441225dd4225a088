#include "services/matching/api/growth_api.h"

#include <utility>

#include "services/matching/api/children.h"
#include "services/matching/domain/growth.h"

namespace gilde::matching::api {
namespace {

using domain::Actor;
using v1::Advocacy;
using v1::GoalResource;
using v1::Introduction;
using v1::Mentorship;
using v1::Reflection;
using v1::Story;
using v1::StretchAssignment;
using v1::Understanding;
using v1::Win;

constexpr std::string_view kIntroduction = "organizations/*/mentorships/*/introductions/*";
constexpr std::string_view kAdvocacy = "organizations/*/mentorships/*/advocacies/*";
constexpr std::string_view kUnderstanding = "organizations/*/mentorships/*/understandings/*";
constexpr std::string_view kStretchAssignment = "organizations/*/mentorships/*/stretchAssignments/*";

// An introduction that the caller has a part in; who has none does not learn that it is there.
absl::StatusOr<Introduction> OwnIntroduction(storage::Reader& reader, const std::string& name) {
  GILDE_RETURN_IF_ERROR(domain::CheckActs(reader.call()));
  GILDE_ASSIGN_OR_RETURN(Introduction introduction, reader.Get<Introduction>(name));
  if (!domain::HasPart(introduction, reader.call().acting_person)) return base::NotFound(name);
  return introduction;
}

base::Violations CheckAnswer(bool known) {
  base::Violations violations;
  violations.Require(known, "answer", "ANSWER_MISSING", "say yes or no");
  return violations;
}

}  // namespace

absl::StatusOr<Introduction> GrowthApi::OfferIntroduction(const base::Call& call, const v1::OfferIntroductionRequest& request) {
  base::Violations violations = domain::CheckIntroduction(request.introduction());
  if (violations.empty()) {
    GILDE_RETURN_IF_ERROR(people_.CheckActive("introduction.third_person", request.introduction().third_person()));
  }
  return Put(store_, call, {request.parent(), "introductions", request.introduction_id(), "introduction_id"}, request.introduction(),
             domain::CheckIntroduction, domain::OfferIntroduction);
}

absl::StatusOr<Introduction> GrowthApi::GetIntroduction(const base::Call& call, const v1::GetIntroductionRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kIntroduction, "name"));
  Introduction found;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(found, OwnIntroduction(reader, request.name()));
    return absl::OkStatus();
  }));
  return found;
}

absl::StatusOr<v1::ListIntroductionsResponse> GrowthApi::ListIntroductions(const base::Call& call,
                                                                           const v1::ListIntroductionsRequest& request) {
  v1::ListIntroductionsResponse response;
  GILDE_ASSIGN_OR_RETURN(auto page,
                         PageOf<Introduction>(store_, call, request, {"person", ""}, 50, 500, *response.mutable_next_page_token()));
  response.mutable_introductions()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Introduction> GrowthApi::AnswerIntroduction(const base::Call& call, const v1::AnswerIntroductionRequest& request) {
  using Request = v1::AnswerIntroductionRequest;
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kIntroduction, "name"));
  base::Violations violations = CheckAnswer(request.answer() == Request::ACCEPT || request.answer() == Request::DECLINE);
  Append(domain::CheckWords("approach", request.approach(), false), violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Introduction> {
    GILDE_ASSIGN_OR_RETURN(Introduction introduction, OwnIntroduction(writer, request.name()));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(introduction, request.etag()));
    GILDE_ASSIGN_OR_RETURN(Mentorship mentorship, writer.Get<Mentorship>(std::string(base::ParentOf(request.name()))));
    GILDE_ASSIGN_OR_RETURN(
        auto exchange, domain::AnswerIntroduction(std::move(mentorship), std::move(introduction), request, call.acting_person, call.now));
    GILDE_RETURN_IF_ERROR(store::Save(writer, std::move(exchange.change)).status());
    return writer.Update(std::move(exchange.child), exchange.event);
  });
}

absl::StatusOr<Introduction> GrowthApi::CompleteIntroduction(const base::Call& call, const v1::CompleteIntroductionRequest& request) {
  return Change<Introduction>(
      store_, call, request.name(), kIntroduction, request.etag(), domain::CheckWords("led_to", request.led_to(), false),
      [&](Mentorship mentorship, Introduction introduction, const Actor& actor) {
        return domain::CompleteIntroduction(std::move(mentorship), std::move(introduction), request.led_to(), actor, call.now);
      });
}

absl::StatusOr<Advocacy> GrowthApi::OfferAdvocacy(const base::Call& call, const v1::OfferAdvocacyRequest& request) {
  return Put(store_, call, {request.parent(), "advocacies", request.advocacy_id(), "advocacy_id"}, request.advocacy(),
             domain::CheckAdvocacy, domain::OfferAdvocacy);
}

absl::StatusOr<v1::ListAdvocaciesResponse> GrowthApi::ListAdvocacies(const base::Call& call, const v1::ListAdvocaciesRequest& request) {
  v1::ListAdvocaciesResponse response;
  GILDE_ASSIGN_OR_RETURN(auto page, PageOf<Advocacy>(store_, call, request, {"person", ""}, 50, 500, *response.mutable_next_page_token()));
  response.mutable_advocacies()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Advocacy> GrowthApi::AnswerAdvocacy(const base::Call& call, const v1::AnswerAdvocacyRequest& request) {
  using Request = v1::AnswerAdvocacyRequest;
  bool known = request.answer() == Request::CONSENT || request.answer() == Request::DECLINE;
  return Change<Advocacy>(store_, call, request.name(), kAdvocacy, request.etag(), CheckAnswer(known),
                          [&](Mentorship mentorship, Advocacy advocacy, const Actor& actor) {
                            return domain::AnswerAdvocacy(std::move(mentorship), std::move(advocacy), request.answer() == Request::CONSENT,
                                                          actor, call.now);
                          });
}

absl::StatusOr<Advocacy> GrowthApi::CompleteAdvocacy(const base::Call& call, const v1::CompleteAdvocacyRequest& request) {
  return Change<Advocacy>(store_, call, request.name(), kAdvocacy, request.etag(), domain::CheckWords("outcome", request.outcome(), true),
                          [&](Mentorship mentorship, Advocacy advocacy, const Actor& actor) {
                            return domain::CompleteAdvocacy(std::move(mentorship), std::move(advocacy), request.outcome(), actor, call.now);
                          });
}

absl::StatusOr<StretchAssignment> GrowthApi::CreateStretchAssignment(const base::Call& call,
                                                                     const v1::CreateStretchAssignmentRequest& request) {
  return Put(
      store_, call, {request.parent(), "stretchAssignments", request.stretch_assignment_id(), "stretch_assignment_id"},
      request.stretch_assignment(), [&](const StretchAssignment& draft) { return domain::CheckStretchAssignment(draft, call.now); },
      domain::Stretch);
}

absl::StatusOr<v1::ListStretchAssignmentsResponse> GrowthApi::ListStretchAssignments(const base::Call& call,
                                                                                     const v1::ListStretchAssignmentsRequest& request) {
  v1::ListStretchAssignmentsResponse response;
  GILDE_ASSIGN_OR_RETURN(auto page,
                         PageOf<StretchAssignment>(store_, call, request, {"person", ""}, 50, 500, *response.mutable_next_page_token()));
  response.mutable_stretch_assignments()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<StretchAssignment> GrowthApi::DebriefStretchAssignment(const base::Call& call,
                                                                      const v1::DebriefStretchAssignmentRequest& request) {
  return Change<StretchAssignment>(
      store_, call, request.name(), kStretchAssignment, request.etag(), domain::CheckWords("debrief", request.debrief(), true),
      [&](Mentorship mentorship, StretchAssignment assignment, const Actor& actor) {
        return domain::Debrief(std::move(mentorship), std::move(assignment), request.debrief(), actor, call.now);
      });
}

absl::StatusOr<Win> GrowthApi::CreateWin(const base::Call& call, const v1::CreateWinRequest& request) {
  return Put(store_, call, {request.parent(), "wins", request.win_id(), "win_id"}, request.win(), domain::CheckWin, domain::PutDownWin);
}

absl::StatusOr<v1::ListWinsResponse> GrowthApi::ListWins(const base::Call& call, const v1::ListWinsRequest& request) {
  v1::ListWinsResponse response;
  GILDE_ASSIGN_OR_RETURN(auto page, PageOf<Win>(store_, call, request, {}, 50, 500, *response.mutable_next_page_token()));
  response.mutable_wins()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Story> GrowthApi::CreateStory(const base::Call& call, const v1::CreateStoryRequest& request) {
  return Put(store_, call, {request.parent(), "stories", request.story_id(), "story_id"}, request.story(), domain::CheckStory,
             domain::TellStory);
}

absl::StatusOr<v1::ListStoriesResponse> GrowthApi::ListStories(const base::Call& call, const v1::ListStoriesRequest& request) {
  v1::ListStoriesResponse response;
  GILDE_ASSIGN_OR_RETURN(auto page, PageOf<Story>(store_, call, request, {}, 50, 500, *response.mutable_next_page_token()));
  response.mutable_stories()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Understanding> GrowthApi::CreateUnderstanding(const base::Call& call, const v1::CreateUnderstandingRequest& request) {
  return Put(store_, call, {request.parent(), "understandings", request.understanding_id(), "understanding_id"}, request.understanding(),
             domain::CheckUnderstanding, domain::Understand);
}

absl::StatusOr<Understanding> GrowthApi::AnswerUnderstanding(const base::Call& call, const v1::AnswerUnderstandingRequest& request) {
  return Change<Understanding>(store_, call, request.name(), kUnderstanding, request.etag(), domain::CheckUnderstandingAnswer(request),
                               [&](Mentorship mentorship, Understanding understanding, const Actor& actor) {
                                 return domain::AnswerUnderstanding(std::move(mentorship), std::move(understanding), request, actor,
                                                                    call.now);
                               });
}

absl::StatusOr<v1::ListUnderstandingsResponse> GrowthApi::ListUnderstandings(const base::Call& call,
                                                                             const v1::ListUnderstandingsRequest& request) {
  v1::ListUnderstandingsResponse response;
  GILDE_ASSIGN_OR_RETURN(auto page,
                         PageOf<Understanding>(store_, call, request, {"person", ""}, 50, 500, *response.mutable_next_page_token()));
  response.mutable_understandings()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<GoalResource> GrowthApi::ShareResource(const base::Call& call, const v1::ShareResourceRequest& request) {
  return Put(store_, call, {request.parent(), "resources", request.resource_id(), "resource_id"}, request.resource(), domain::CheckResource,
             domain::ShareResource);
}

absl::StatusOr<v1::ListResourcesResponse> GrowthApi::ListResources(const base::Call& call, const v1::ListResourcesRequest& request) {
  v1::ListResourcesResponse response;
  GILDE_ASSIGN_OR_RETURN(auto page, PageOf<GoalResource>(store_, call, request, {}, 50, 500, *response.mutable_next_page_token()));
  response.mutable_resources()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Reflection> GrowthApi::CreateReflection(const base::Call& call, const v1::CreateReflectionRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kMentorship, "parent"));
  GILDE_ASSIGN_OR_RETURN(std::string id, IdOrNew(request.reflection_id(), "reflection_id", call.now));
  GILDE_RETURN_IF_ERROR(domain::CheckReflection(request.reflection()).Check());
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Reflection> {
    GILDE_ASSIGN_OR_RETURN(Place place, PlaceOf(writer, request.parent()));
    Reflection reflection = domain::Reflect(place.mentorship, request.reflection(), place.actor);
    reflection.set_name(request.parent() + "/reflections/" + id);
    return writer.Create(std::move(reflection), "reflection.created");
  });
}

absl::StatusOr<v1::ListReflectionsResponse> GrowthApi::ListReflections(const base::Call& call, const v1::ListReflectionsRequest& request) {
  v1::ListReflectionsResponse response;
  GILDE_ASSIGN_OR_RETURN(auto page,
                         PageOf<Reflection>(store_, call, request, {"person", "none"}, 50, 500, *response.mutable_next_page_token()));
  response.mutable_reflections()->Assign(page.begin(), page.end());
  return response;
}

}  // namespace gilde::matching::api
