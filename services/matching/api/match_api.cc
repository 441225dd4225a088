#include "services/matching/api/match_api.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_cat.h"
#include "gilde/matching/v1/growth.pb.h"
#include "services/matching/api/checks.h"
#include "services/matching/api/match_pool.h"
#include "services/matching/domain/enrollment.h"
#include "services/matching/domain/growth.h"
#include "services/matching/domain/hard_constraints.h"
#include "services/matching/domain/lifecycle.h"
#include "services/matching/domain/policy.h"
#include "services/matching/domain/recommend.h"
#include "services/matching/domain/score.h"
#include "services/matching/store/pool.h"
#include "services/matching/store/relationships.h"

namespace gilde::matching::api {

using domain::Person;
using v1::Enrollment;
using v1::Program;

namespace {

constexpr int kDefaultTop = 10;
constexpr int kMostTop = 100;
constexpr int kMostWishes = 50;

bool Administers(const base::Call& call) {
  using gilde::common::v1::Role;
  return call.IsService() || call.Has(Role::PROGRAM_ADMIN) || call.Has(Role::PLATFORM);
}

absl::Status CheckMay(const base::Call& call, const std::string& mentee) {
  bool may = Administers(call) || call.ActsFor(mentee);
  return may ? absl::OkStatus() : base::PermissionDenied("NOT_A_PARTY", "people ask for themselves; administrators for anybody");
}

// A mentee who asks in a program, as they are now.
struct Scene {
  Program program;
  std::shared_ptr<const Person> mentee;
  std::shared_ptr<const Person> manager;
  std::vector<v1::Mentorship> mentorships;  // of the mentee
  std::optional<Enrollment> enrollment;     // of the mentee
};

absl::StatusOr<Scene> LoadMentee(storage::Reader& reader, const domain::Projection& projection, const std::string& program,
                                 const std::string& mentee) {
  Scene scene;
  GILDE_ASSIGN_OR_RETURN(scene.program, reader.Get<Program>(program));
  GILDE_ASSIGN_OR_RETURN(scene.mentee, FindPerson(projection, mentee));
  scene.manager = projection.Find(scene.mentee->profile.manager());
  GILDE_ASSIGN_OR_RETURN(scene.mentorships, store::MentorshipsOf(reader, mentee));
  GILDE_ASSIGN_OR_RETURN(scene.enrollment, store::FindEnrollment(reader, program, mentee));
  return scene;
}

// As the program offers them; without an enrollment when they do not mentor in it.
absl::StatusOr<domain::Offered> LoadMentor(storage::Reader& reader, const domain::Projection& projection, const Program& program,
                                           const std::string& mentor) {
  domain::Offered one;
  GILDE_ASSIGN_OR_RETURN(one.mentor, FindPerson(projection, mentor));
  GILDE_ASSIGN_OR_RETURN(std::optional<Enrollment> enrollment, store::FindEnrollment(reader, program.name(), mentor));
  if (enrollment) {
    if (Mentors(program, *enrollment)) one.enrollment = *std::move(enrollment);
  } else if (program.kind() == Program::INFORMAL && domain::IsApproved(one.mentor->profile)) {
    one = OtherMentor(one.mentor);
  }
  std::vector<domain::Offered> offered = {std::move(one)};
  GILDE_RETURN_IF_ERROR(OfferTaught(reader, program, offered));
  return std::move(offered.front());
}

void LookFor(const gilde::profile::v1::MentorPersona& persona, Scene& scene) {
  Person changed = *scene.mentee;
  *changed.profile.mutable_persona() = persona;
  scene.mentee = std::make_shared<const Person>(std::move(changed));
}

v1::RecommendMentorsResponse Recommend(const Scene& scene, const Rosters::Answer& mentors, size_t most, bool dutch) {
  const Enrollment* enrollment = scene.enrollment ? &*scene.enrollment : nullptr;
  const gilde::profile::v1::Profile* manager = scene.manager == nullptr ? nullptr : &scene.manager->profile;
  return mentors.roster->Recommend({*scene.mentee, manager, scene.program, mentors.mentees, most, dutch, enrollment, &scene.mentorships});
}

// A page of the best kMostTop.
struct Window {
  size_t first = 0, size = 0;
};

absl::StatusOr<Window> WindowOf(const storage::Store& store, const base::Call& call, const std::string& filter, int page_size,
                                const std::string& page_token) {
  Window window;
  window.size = static_cast<size_t>(page_size == 0 ? kDefaultTop : std::min(page_size, kMostTop));
  GILDE_ASSIGN_OR_RETURN(std::string position, store.PagePosition(call, filter, page_token));
  if (!position.empty()) window.first = std::stoul(position);
  return window;
}

// How many to ask for, so that it is seen whether there are more.
size_t MostOf(const Window& window) { return std::min<size_t>(window.first + window.size + 1, kMostTop); }

template <class List>
std::string CutToPage(const storage::Store& store, const base::Call& call, const std::string& filter, const Window& window, List& list) {
  int end = static_cast<int>(window.first + window.size);
  bool more = list.size() > end;
  if (more) list.DeleteSubrange(end, list.size() - end);
  list.DeleteSubrange(0, std::min(static_cast<int>(window.first), list.size()));
  return more ? store.PageToken(call, filter, absl::StrCat(end)) : "";
}

bool IsDutch(const std::string& locale) { return locale.substr(0, 2) == "nl"; }

}  // namespace

absl::StatusOr<v1::RecommendMentorsResponse> MatchApi::RecommendMentors(const base::Call& call,
                                                                        const v1::RecommendMentorsRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.program(), kProgram), "program", "NAME_INVALID",
                     "a name looks like organizations/*/programs/*");
  violations.Require(base::NameMatches(request.mentee(), kProfile), "mentee", "NAME_INVALID",
                     "a name looks like organizations/*/profiles/*");
  violations.Require(request.page_size() >= 0, "page_size", "PAGE_SIZE_INVALID", "must not be negative");
  bool few = request.persona().skills_size() <= kMostWishes && request.persona().traits_size() <= kMostWishes;
  violations.Require(few, "persona", "PERSONA_TOO_LONG", "at most 50 skills and 50 traits");
  GILDE_RETURN_IF_ERROR(violations.Check());
  const std::string filter = absl::StrCat(request.program(), "\n", request.mentee(), "\n", request.persona().SerializeAsString());
  GILDE_ASSIGN_OR_RETURN(Window window, WindowOf(store_, call, filter, request.page_size(), request.page_token()));
  GILDE_RETURN_IF_ERROR(CheckMay(call, request.mentee()));
  GILDE_RETURN_IF_ERROR(CheckComplete(projection_));
  Scene scene;
  Rosters::Answer mentors;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(scene, LoadMentee(reader, projection_, request.program(), request.mentee()));
    GILDE_ASSIGN_OR_RETURN(mentors, rosters_.Of(reader, scene.program));
    return absl::OkStatus();
  }));
  if (request.has_persona()) LookFor(request.persona(), scene);
  v1::RecommendMentorsResponse response = Recommend(scene, mentors, MostOf(window), IsDutch(request.locale()));
  // Not of themselves.
  bool is_mentor = scene.enrollment ? Mentors(scene.program, *scene.enrollment)
                                    : scene.program.kind() == Program::INFORMAL && domain::IsApproved(scene.mentee->profile);
  if (is_mentor && response.forbidden_count() > 0) response.set_forbidden_count(response.forbidden_count() - 1);
  response.set_next_page_token(CutToPage(store_, call, filter, window, *response.mutable_recommendations()));
  return response;
}

absl::StatusOr<v1::RecommendMenteesResponse> MatchApi::RecommendMentees(const base::Call& call,
                                                                        const v1::RecommendMenteesRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.program(), kProgram), "program", "NAME_INVALID",
                     "a name looks like organizations/*/programs/*");
  violations.Require(base::NameMatches(request.mentor(), kProfile), "mentor", "NAME_INVALID",
                     "a name looks like organizations/*/profiles/*");
  violations.Require(request.page_size() >= 0, "page_size", "PAGE_SIZE_INVALID", "must not be negative");
  GILDE_RETURN_IF_ERROR(violations.Check());
  const std::string filter = absl::StrCat(request.program(), "\n", request.mentor());
  GILDE_ASSIGN_OR_RETURN(Window window, WindowOf(store_, call, filter, request.page_size(), request.page_token()));
  GILDE_RETURN_IF_ERROR(CheckMay(call, request.mentor()));
  GILDE_RETURN_IF_ERROR(CheckComplete(projection_));
  Everybody all;
  std::vector<v1::Mentorship> mentorships;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(all, LoadEverybody(reader, projection_, request.program()));
    GILDE_ASSIGN_OR_RETURN(mentorships, store::MentorshipsOf(reader, request.mentor()));
    return absl::OkStatus();
  }));
  GILDE_ASSIGN_OR_RETURN(std::shared_ptr<const Person> person, FindPerson(projection_, request.mentor()));
  auto found = std::find_if(all.offered.begin(), all.offered.end(),
                            [&](const domain::Offered& one) { return one.enrollment.profile() == request.mentor(); });
  domain::Offered mentor = found == all.offered.end() ? domain::Offered{person, {}, {}} : *found;
  all.seekers.erase(std::remove_if(all.seekers.begin(), all.seekers.end(),
                                   [&](const domain::Seeker& seeker) { return seeker.mentee->profile.name() == request.mentor(); }),
                    all.seekers.end());
  for (domain::Seeker& seeker : all.seekers) {
    for (const v1::Mentorship& mentorship : mentorships) {
      if (domain::IsPerson(mentorship, seeker.mentee->profile.name())) seeker.mentorships.push_back(mentorship);
    }
  }
  auto response = domain::RecommendMentees({mentor, all.program, MostOf(window), IsDutch(request.locale())}, all.seekers,
                                           *projection_.Likeness(base::OrganizationName(request.program())), call.now);
  response.set_next_page_token(CutToPage(store_, call, filter, window, *response.mutable_recommendations()));
  return response;
}

absl::StatusOr<v1::SimulateMatchPolicyResponse> MatchApi::SimulateMatchPolicy(const base::Call& call,
                                                                              const v1::SimulateMatchPolicyRequest& request) {
  constexpr int kDefaultChanges = 100, kMostChanges = 1000;
  base::Violations violations;
  violations.Require(base::NameMatches(request.program(), kProgram), "program", "NAME_INVALID",
                     "a name looks like organizations/*/programs/*");
  violations.Require(request.page_size() >= 0, "page_size", "PAGE_SIZE_INVALID", "must not be negative");
  v1::MatchPolicy policy = request.policy();
  domain::FillPolicy(Program::FORMAL, policy);
  domain::CheckPolicy(policy, "policy", violations);
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_RETURN_IF_ERROR(CheckComplete(projection_));
  Everybody all;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(all, LoadEverybody(reader, projection_, request.program()));
    return LoadMentorships(reader, all, [&] { return StillWanted(call); });
  }));
  policy = request.policy();
  domain::FillPolicy(all.program.kind(), policy);
  std::sort(all.seekers.begin(), all.seekers.end(),
            [](const domain::Seeker& a, const domain::Seeker& b) { return a.mentee->profile.name() < b.mentee->profile.name(); });
  size_t most = request.page_size() == 0 ? kDefaultChanges : std::min(request.page_size(), kMostChanges);
  return domain::SimulatePolicy(all.program, policy, all.seekers, all.offered, most,
                                *projection_.Likeness(base::OrganizationName(request.program())), call.now,
                                [&] { return StillWanted(call); });
}

absl::StatusOr<v1::ExplainMatchResponse> MatchApi::ExplainMatch(const base::Call& call, const v1::ExplainMatchRequest& request) {
  base::Violations violations;
  violations.Require(base::NameMatches(request.program(), kProgram), "program", "NAME_INVALID",
                     "a name looks like organizations/*/programs/*");
  violations.Require(base::NameMatches(request.mentee(), kProfile), "mentee", "NAME_INVALID",
                     "a name looks like organizations/*/profiles/*");
  violations.Require(base::NameMatches(request.mentor(), kProfile), "mentor", "NAME_INVALID",
                     "a name looks like organizations/*/profiles/*");
  GILDE_RETURN_IF_ERROR(violations.Check());
  GILDE_RETURN_IF_ERROR(CheckMay(call, request.mentee()));
  GILDE_RETURN_IF_ERROR(CheckComplete(projection_));
  Scene scene;
  domain::Offered mentor;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(scene, LoadMentee(reader, projection_, request.program(), request.mentee()));
    GILDE_ASSIGN_OR_RETURN(mentor, LoadMentor(reader, projection_, scene.program, request.mentor()));
    return absl::OkStatus();
  }));
  bool dutch = IsDutch(request.locale());
  domain::Constraint constraint = domain::ConstraintOf(scene.program.match_policy());
  domain::Candidacy candidacy{*scene.mentee,
                              *mentor.mentor,
                              scene.manager == nullptr ? nullptr : &scene.manager->profile,
                              scene.program,
                              mentor.enrolled(),
                              domain::PastWith(scene.mentorships, request.mentor()),
                              &constraint,
                              scene.enrollment ? &*scene.enrollment : nullptr};
  domain::Pair pair = domain::PairOf(*scene.mentee, mentor);
  auto likeness = projection_.Likeness(base::OrganizationName(request.program()));
  domain::Score score = domain::ExplainedScoreOf(pair, domain::PolicyInUse(scene.program.match_policy()), *likeness, call.now, dutch);
  domain::Readers readers = Administers(call) ? domain::Readers::kAdministrators : domain::Readers::kMembers;
  v1::ExplainMatchResponse response;
  for (auto& forbidden : domain::ForbiddenBy(candidacy, call.now, readers, dutch)) *response.add_forbidden() = std::move(forbidden);
  response.set_allowed(response.forbidden().empty());
  response.set_score(score.points);
  response.mutable_parts()->Assign(score.parts.begin(), score.parts.end());
  for (auto& change : domain::Counterfactuals(pair, scene.program.match_policy(), *likeness, call.now, dutch)) {
    *response.add_counterfactuals() = std::move(change);
  }
  return response;
}

absl::StatusOr<std::vector<v1::Recommendation>> MatchApi::Rematch(const base::Call& call, const std::string& program,
                                                                  const std::string& mentee,
                                                                  const gilde::profile::v1::MentorPersona& persona,
                                                                  const std::vector<std::string>& excluded) {
  Scene scene;
  Rosters::Answer mentors;
  absl::Status loaded = CheckComplete(projection_);
  if (loaded.ok()) {
    loaded = store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(scene, LoadMentee(reader, projection_, program, mentee));
      GILDE_ASSIGN_OR_RETURN(mentors, rosters_.Of(reader, scene.program));
      return absl::OkStatus();
    });
  }
  // An end does not wait for the projection to know somebody who is new, or anybody at all after a start.
  if (absl::IsNotFound(loaded) || base::ReasonOf(loaded) == "PEOPLE_NOT_READ") return std::vector<v1::Recommendation>();
  GILDE_RETURN_IF_ERROR(loaded);
  LookFor(persona, scene);
  std::vector<v1::Recommendation> others;
  v1::RecommendMentorsResponse response = Recommend(scene, mentors, kDefaultTop + excluded.size(), false);
  for (v1::Recommendation& one : *response.mutable_recommendations()) {
    bool is_excluded = std::find(excluded.begin(), excluded.end(), one.mentor()) != excluded.end();
    if (is_excluded || others.size() == kDefaultTop) continue;
    others.push_back(std::move(one));
    others.back().set_rank(static_cast<int>(others.size()));
  }
  return others;
}

}  // namespace gilde::matching::api
