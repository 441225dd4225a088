#include "services/matching/api/mentorship_api.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/zones.h"
#include "services/matching/api/asking.h"
#include "services/matching/api/checks.h"
#include "services/matching/domain/agreement.h"
#include "services/matching/domain/exchange.h"
#include "services/matching/domain/formation.h"
#include "services/matching/domain/growth.h"
#include "services/matching/domain/parties.h"
#include "services/matching/domain/relationship.h"
#include "services/matching/store/mentorship_kinds.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::api {
namespace {

using domain::Actor;
using domain::Change;
using v1::Mentorship;
using v1::Program;

absl::Status CheckPlaces(storage::Reader& reader, const Program& program, const Mentorship& draft) {
  return domain::CheckPlaces(
      program, draft, [&](const std::string& person) { return store::FindEnrollment(reader, program.name(), person); },
      [&](const std::string& person) { return store::MentorshipsOf(reader, person); });
}

}  // namespace

absl::StatusOr<Mentorship> MentorshipApi::Take(const base::Call& call, const std::string& name, const std::string& etag, const Step& step) {
  GILDE_RETURN_IF_ERROR(CheckName(name, kMentorship, "name"));
  GILDE_RETURN_IF_ERROR(domain::CheckActs(call));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Mentorship> {
    GILDE_ASSIGN_OR_RETURN(Mentorship mentorship, writer.Get<Mentorship>(name));
    GILDE_ASSIGN_OR_RETURN(Actor actor, domain::ActorIn(call, mentorship));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(mentorship, etag));
    GILDE_ASSIGN_OR_RETURN(Change change, step(std::move(mentorship), actor));
    return store::Save(writer, std::move(change));
  });
}

absl::StatusOr<Mentorship> MentorshipApi::CreateMentorship(const base::Call& call, const v1::CreateMentorshipRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kOrganization, "parent"));
  GILDE_ASSIGN_OR_RETURN(std::string id, IdOrNew(request.mentorship_id(), "mentorship_id", call.now));
  const std::string informal = request.parent() + "/programs/informal";
  Mentorship draft = request.mentorship();
  draft.set_name(request.parent() + "/mentorships/" + id);
  if (draft.program().empty()) draft.set_program(informal);
  GILDE_RETURN_IF_ERROR(CheckName(draft.program(), kProgram, "mentorship.program"));
  GILDE_RETURN_IF_ERROR(domain::CheckActs(call));
  GILDE_ASSIGN_OR_RETURN(Actor actor, domain::ActorIn(call, draft));
  GILDE_ASSIGN_OR_RETURN(Program current, store_.Get<Program>(call, draft.program()));
  draft.set_kind(current.kind());
  bool by_member = !domain::Administers(call);
  if (by_member) GILDE_RETURN_IF_ERROR(domain::CheckMayPropose(draft, current, actor));
  GILDE_RETURN_IF_ERROR(domain::CheckPeople(draft, current).Check());
  GILDE_RETURN_IF_ERROR(people_.CheckActive("mentorship.mentors", draft.mentors()));
  GILDE_RETURN_IF_ERROR(people_.CheckActive("mentorship.mentees", draft.mentees()));
  if (by_member) GILDE_RETURN_IF_ERROR(people_.CheckFits(draft, current, call.now));
  GILDE_ASSIGN_OR_RETURN(auto goals, people_.GoalsOf({draft.mentees().begin(), draft.mentees().end()}));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Mentorship> {
    GILDE_ASSIGN_OR_RETURN(Program program, writer.Get<Program>(draft.program()));
    GILDE_RETURN_IF_ERROR(domain::CheckOpen(program));
    GILDE_RETURN_IF_ERROR(CheckPlaces(writer, program, draft));
    if (by_member) {
      GILDE_ASSIGN_OR_RETURN(auto earlier, store::MentorshipsOf(writer, draft.mentees(0)));
      if (domain::PastWith(earlier, draft.mentors(0)).never) return domain::NotAvailable();
    }
    return store::Save(writer, domain::Propose(draft, program, goals, actor, call.now));
  });
}

absl::StatusOr<Mentorship> MentorshipApi::AcceptMentorship(const base::Call& call, const v1::AcceptMentorshipRequest& request) {
  return Take(call, request.name(), request.etag(),
              [&](Mentorship mentorship, const Actor& actor) { return domain::AcceptProposed(std::move(mentorship), actor, call.now); });
}

absl::StatusOr<Mentorship> MentorshipApi::GetMentorship(const base::Call& call, const v1::GetMentorshipRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kMentorship, "name"));
  GILDE_RETURN_IF_ERROR(domain::CheckActs(call));
  GILDE_ASSIGN_OR_RETURN(Mentorship mentorship, store_.Get<Mentorship>(call, request.name()));
  GILDE_RETURN_IF_ERROR(domain::ActorIn(call, mentorship).status());
  if (auto drift = domain::DriftOf(mentorship)) *mentorship.mutable_drift() = *std::move(drift);
  return mentorship;
}

absl::StatusOr<v1::ListMentorshipsResponse> MentorshipApi::ListMentorships(const base::Call& call,
                                                                           const v1::ListMentorshipsRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kOrganization, "parent"));
  GILDE_RETURN_IF_ERROR(domain::CheckActs(call));
  base::Violations violations;
  violations.Require(request.person().empty() || request.program().empty(), "person", "FILTER_INVALID",
                     "at most one of person and program");
  CheckState(Mentorship::State_IsValid(request.state()), violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  storage::Query query{.parent = request.parent()};
  auto by = [&](std::string_view key, std::string_view value) { query.key = key, query.value = value; };
  if (!request.person().empty()) by("person", request.person());
  if (!request.program().empty()) by("program", request.program());
  if (!domain::Administers(call)) {
    if (query.key.empty()) by("person", call.acting_person);
    GILDE_RETURN_IF_ERROR(domain::CheckActsFor(call, query.value));
  }
  if (request.state() != Mentorship::STATE_UNSPECIFIED) {
    if (query.key.empty()) by("organization", request.parent());
    query.key += "_state";
    query.value = store::WithState(query.value, request.state());
  }
  v1::ListMentorshipsResponse response;
  std::vector<Mentorship> page;
  GILDE_RETURN_IF_ERROR(
      store_.Page(call, query, request.page_size(), request.page_token(), 50, 500, page, *response.mutable_next_page_token()));
  response.mutable_mentorships()->Assign(page.begin(), page.end());
  return response;
}

absl::StatusOr<Mentorship> MentorshipApi::ConcludeIntro(const base::Call& call, const v1::ConcludeIntroRequest& request) {
  GILDE_RETURN_IF_ERROR(domain::CheckConcludeIntro(request).Check());
  if (request.refer_to().empty()) {
    return Take(call, request.name(), request.etag(), [&](Mentorship mentorship, const Actor& actor) {
      return domain::ConcludeIntro(std::move(mentorship), request.outcome(), actor, call.now);
    });
  }
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kMentorship, "name"));
  GILDE_ASSIGN_OR_RETURN(Mentorship known, store_.Get<Mentorship>(call, request.name()));
  GILDE_RETURN_IF_ERROR(domain::PersonIn(call, known).status());
  GILDE_RETURN_IF_ERROR(people_.CheckActive("refer_to", request.refer_to()));
  std::string introduction = absl::StrCat(request.name(), "/introductions/", base::NewId(call.now));
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<Mentorship> {
    GILDE_ASSIGN_OR_RETURN(Mentorship mentorship, writer.Get<Mentorship>(request.name()));
    GILDE_ASSIGN_OR_RETURN(Actor actor, domain::PersonIn(call, mentorship));
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(mentorship, request.etag()));
    GILDE_RETURN_IF_ERROR(domain::ConcludeIntro(mentorship, request.outcome(), actor, call.now).status());
    GILDE_ASSIGN_OR_RETURN(auto offer, domain::Refer(std::move(mentorship), request, introduction, actor, call.now));
    GILDE_ASSIGN_OR_RETURN(mentorship, store::Save(writer, std::move(offer.change)));
    GILDE_RETURN_IF_ERROR(writer.Create(std::move(offer.child), offer.event).status());
    GILDE_ASSIGN_OR_RETURN(Change ended, domain::ConcludeIntro(std::move(mentorship), request.outcome(), actor, call.now));
    return store::Save(writer, std::move(ended));
  });
}

absl::StatusOr<Mentorship> MentorshipApi::PauseMentorship(const base::Call& call, const v1::PauseMentorshipRequest& request) {
  return Take(call, request.name(), request.etag(), [&](Mentorship mentorship, const Actor& actor) {
    return domain::Pause(std::move(mentorship), base::FromProto(request.until_time()), actor, call.now);
  });
}

absl::StatusOr<Mentorship> MentorshipApi::ResumeMentorship(const base::Call& call, const v1::ResumeMentorshipRequest& request) {
  return Take(call, request.name(), request.etag(),
              [&](Mentorship mentorship, const Actor& actor) { return domain::Resume(std::move(mentorship), actor, call.now); });
}

absl::StatusOr<Mentorship> MentorshipApi::ProposeWrapUp(const base::Call& call, const v1::ProposeWrapUpRequest& request) {
  return Take(call, request.name(), request.etag(),
              [&](Mentorship mentorship, const Actor& actor) { return domain::ProposeWrapUp(std::move(mentorship), actor, call.now); });
}

absl::StatusOr<Mentorship> MentorshipApi::AnswerWrapUp(const base::Call& call, const v1::AnswerWrapUpRequest& request) {
  return Take(call, request.name(), request.etag(), [&](Mentorship mentorship, const Actor& actor) {
    return domain::AnswerWrapUp(std::move(mentorship), request.answer(), request.end_date(), actor, call.now);
  });
}

absl::StatusOr<v1::EndMentorshipResponse> MentorshipApi::EndMentorship(const base::Call& call, const v1::EndMentorshipRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.name(), kMentorship, "name"));
  GILDE_RETURN_IF_ERROR(domain::CheckActs(call));
  auto end = [&](const Mentorship& mentorship) -> absl::StatusOr<Change> {
    GILDE_ASSIGN_OR_RETURN(Actor actor, domain::ActorIn(call, mentorship));
    bool by_mentee = actor.who == domain::kPerson && domain::IsMentee(mentorship, actor.person);
    GILDE_RETURN_IF_ERROR(domain::CheckEnd(request, by_mentee).Check());
    GILDE_RETURN_IF_ERROR(storage::CheckEtag(mentorship, request.etag()));
    return domain::End(mentorship, request.reason(), request.never_again(), actor, call.now);
  };
  v1::EndMentorshipResponse response;
  if (request.has_needed_instead()) {
    // The persona belongs to another service: it is changed before, and only when the end would be allowed. Asked again, after an end
    // that went through, the stored answer is given; so an end that is refused here may have been made already.
    GILDE_ASSIGN_OR_RETURN(Mentorship mentorship, store_.Get<Mentorship>(call, request.name()));
    if (end(mentorship).ok()) {
      gilde::profile::v1::MentorPersona persona = domain::PersonaOf(request.needed_instead());
      GILDE_RETURN_IF_ERROR(people_.SetPersona(call.acting_person, persona, request.request_id()));
      if (rematch_) {
        GILDE_ASSIGN_OR_RETURN(auto found, rematch_(call, mentorship.program(), call.acting_person, persona, domain::People(mentorship)));
        response.mutable_recommendations()->Assign(found.begin(), found.end());
      }
    }
  }
  return store_.Write(call, [&](storage::Writer& writer) -> absl::StatusOr<v1::EndMentorshipResponse> {
    GILDE_ASSIGN_OR_RETURN(Mentorship mentorship, writer.Get<Mentorship>(request.name()));
    GILDE_ASSIGN_OR_RETURN(Change change, end(mentorship));
    v1::EndMentorshipResponse answer = response;
    GILDE_ASSIGN_OR_RETURN(*answer.mutable_mentorship(), store::Save(writer, std::move(change)));
    return answer;
  });
}

absl::StatusOr<Mentorship> MentorshipApi::StartContact(const base::Call& call, const v1::StartContactRequest& request) {
  return Take(call, request.name(), request.etag(), [&](Mentorship mentorship, const Actor& actor) {
    return domain::StartContact(std::move(mentorship), request.every_days(), actor, call.now);
  });
}

absl::StatusOr<Mentorship> MentorshipApi::StopContact(const base::Call& call, const v1::StopContactRequest& request) {
  return Take(call, request.name(), request.etag(),
              [&](Mentorship mentorship, const Actor& actor) { return domain::StopContact(std::move(mentorship), actor, call.now); });
}

absl::StatusOr<v1::GetTimelineResponse> MentorshipApi::GetTimeline(const base::Call& call, const v1::GetTimelineRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckName(request.parent(), kMentorship, "parent"));
  GILDE_RETURN_IF_ERROR(domain::CheckActs(call));
  GILDE_ASSIGN_OR_RETURN(Mentorship mentorship, store_.Get<Mentorship>(call, request.parent()));
  GILDE_ASSIGN_OR_RETURN(Actor actor, domain::ActorIn(call, mentorship));
  storage::Query query{.parent = request.parent()};
  bool own = actor.who == domain::kPerson;
  if (own) query.key = "person", query.value = actor.person;
  if (!request.type().empty()) {
    query.key = own ? "person_type" : "type";
    query.prefix = absl::EndsWith(request.type(), ".*");
    std::string type = request.type().substr(0, request.type().size() - (query.prefix ? 1 : 0));
    query.value = own ? absl::StrCat(actor.person, " ", type) : type;
  }
  v1::GetTimelineResponse response;
  std::vector<v1::TimelineEntry> page;
  GILDE_RETURN_IF_ERROR(
      store_.Page(call, query, request.page_size(), request.page_token(), 100, 500, page, *response.mutable_next_page_token()));
  response.mutable_entries()->Assign(page.begin(), page.end());
  return response;
}

}  // namespace gilde::matching::api
