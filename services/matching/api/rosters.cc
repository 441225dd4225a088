#include "services/matching/api/rosters.h"

#include <algorithm>
#include <utility>

#include "common/base/ids.h"
#include "gilde/common/v1/event.pb.h"
#include "gilde/matching/v1/growth.pb.h"
#include "services/matching/api/match_pool.h"
#include "services/matching/domain/enrollment.h"
#include "services/matching/store/own_feed.h"
#include "services/matching/store/pool.h"

namespace gilde::matching::api {

using domain::Offered;
using domain::Roster;
using v1::Enrollment;
using v1::Program;

namespace {

constexpr size_t kMostPrograms = 256;
// So many mentors are soon put into columns again, so that words always weigh what they do now.
constexpr size_t kFew = 1000;
// So many are put into columns in a moment, for which readers wait: the same questions in the same order have the same answers.
constexpr size_t kQuick = 20'000;

bool IsSameHour(absl::Time a, absl::Time b) {
  return absl::ToInt64Hours(a - absl::UnixEpoch()) == absl::ToInt64Hours(b - absl::UnixEpoch());
}

}  // namespace

// What is known of a program. Whoever holds `mutex` changes it.
struct Rosters::Kept {
  void Put(const Program& program, const Enrollment& enrollment) {
    const std::string& person = enrollment.profile();
    enrolled.insert(person);
    bool seeks = enrollment.state() == Enrollment::ACTIVE && domain::HasRole(enrollment, Enrollment::MENTEE) && !enrollment.served();
    mentees.erase(person);
    if (seeks) mentees.insert(person);
    mentors.erase(person);
    if (Mentors(program, enrollment)) mentors[person] = enrollment;
  }

  Answer Now() const { return {roster, static_cast<int>(mentees.size())}; }

  std::mutex mutex;
  std::int64_t position = 0;                             // of the service's own feed, up to which it has been read
  absl::flat_hash_map<std::string, Enrollment> mentors;  // by person
  absl::flat_hash_set<std::string> enrolled, mentees;
  std::shared_ptr<const Roster> roster;
  // What the roster does not have yet: these people as they are now; more than that.
  std::set<std::string> changed;
  bool outdated = false;
  base::Guarded<std::set<std::string>> noted;  // of whom the projection was told
  base::Guarded<Answer> before;                // while a roster is made anew, what readers take: that which there was
};

void Rosters::Note(const std::set<std::string>& profiles) {
  kept_.With([&](auto& all) {
    for (auto& [program, kept] : all) {
      std::string organization = base::OrganizationName(program) + "/";
      kept->noted.With([&](auto& noted) {
        for (auto one = profiles.lower_bound(organization); one != profiles.end() && one->rfind(organization, 0) == 0; ++one)
          noted.insert(*one);
      });
    }
  });
}

absl::StatusOr<Rosters::Answer> Rosters::Of(storage::Reader& reader, const Program& program) {
  std::shared_ptr<Kept> kept = kept_.With([&](auto& all) {
    if (all.size() >= kMostPrograms && all.count(program.name()) == 0) all.erase(all.begin());
    std::shared_ptr<Kept>& place = all[program.name()];
    if (place == nullptr) place = std::make_shared<Kept>();
    return place;
  });
  Answer before = kept->before.With([](const Answer& answer) { return answer; });
  if (before.roster != nullptr) return before;
  std::lock_guard lock(kept->mutex);
  if (kept->roster == nullptr || kept->roster->program().etag() != program.etag()) {
    GILDE_RETURN_IF_ERROR(Read(reader, program, *kept));
  } else {
    GILDE_RETURN_IF_ERROR(CatchUp(reader, program, *kept));
  }
  return kept->Now();
}

// Those of `people` who mentor now, as they are; without their past.
absl::StatusOr<std::vector<Offered>> Rosters::OfferedOf(storage::Reader& reader, const Program& program, const Kept& kept,
                                                        const std::vector<std::string>& people) const {
  std::vector<Offered> offered;
  for (const std::string& name : people) {
    std::shared_ptr<const domain::Person> mentor = projection_.Find(name);
    if (mentor == nullptr) continue;
    auto enrolled = kept.mentors.find(name);
    if (enrolled != kept.mentors.end()) offered.push_back({mentor, enrolled->second, {}});
    bool other = program.kind() == Program::INFORMAL && !kept.enrolled.contains(name);
    if (other && domain::IsApproved(mentor->profile)) offered.push_back(OtherMentor(mentor));
  }
  GILDE_RETURN_IF_ERROR(OfferTaught(reader, program, offered));
  return offered;
}

absl::Status Rosters::Make(storage::Reader& reader, const Program& program, Kept& kept) const {
  // Noted from here on means changed after this.
  kept.noted.With([](auto& noted) { noted.clear(); });
  std::vector<std::string> people;
  for (const auto& [name, enrollment] : kept.mentors) people.push_back(name);
  if (program.kind() == Program::INFORMAL) {
    for (const auto& mentor : projection_.Mentors(base::OrganizationName(program.name()))) {
      if (!kept.enrolled.contains(mentor->profile.name())) people.push_back(mentor->profile.name());
    }
  }
  // In order, so that the same people make the same roster.
  std::sort(people.begin(), people.end());
  GILDE_ASSIGN_OR_RETURN(std::vector<Offered> offered, OfferedOf(reader, program, kept, people));
  kept.roster = std::make_shared<const Roster>(program, std::move(offered), projection_.Likeness(base::OrganizationName(program.name())),
                                               reader.call().now);
  kept.changed.clear();
  kept.outdated = false;
  return absl::OkStatus();
}

absl::Status Rosters::CatchUp(storage::Reader& reader, const Program& program, Kept& kept) const {
  std::string organization = base::OrganizationName(program.name());
  auto take = [&](const gilde::common::v1::Event& event) {
    kept.outdated |= program.kind() == Program::REVERSE && event.payload().Is<v1::Reflection>();
    Enrollment enrollment;
    if (base::ParentOf(event.subject()) != program.name() || !event.payload().UnpackTo(&enrollment)) return;
    bool mentored = kept.mentors.contains(enrollment.profile());
    kept.Put(program, enrollment);
    if (mentored || kept.mentors.contains(enrollment.profile())) kept.changed.insert(enrollment.profile());
  };
  GILDE_RETURN_IF_ERROR(
      store::ReadOwnEvents(reader, std::string(base::IdOf(organization)), kept.position, {"enrollment.*", "reflection.*"}, take));
  for (const std::string& name : kept.noted.With([](auto& noted) { return std::exchange(noted, {}); })) {
    if (program.kind() == Program::INFORMAL || kept.mentors.contains(name)) kept.changed.insert(name);
  }
  if (!kept.changed.empty()) {
    std::set<std::string> changed = kept.roster->changed();
    changed.insert(kept.changed.begin(), kept.changed.end());
    GILDE_ASSIGN_OR_RETURN(auto offered, OfferedOf(reader, program, kept, {changed.begin(), changed.end()}));
    kept.roster = std::make_shared<const Roster>(*kept.roster, changed, std::move(offered));
    kept.changed.clear();
  }
  kept.outdated |= !IsSameHour(kept.roster->time(), reader.call().now) || kept.roster->IsOutgrown();
  kept.outdated |= kept.roster->size() <= kFew && &kept.roster->likeness() != projection_.Likeness(organization).get();
  if (!kept.outdated) return absl::OkStatus();
  if (kept.roster->size() > kQuick) kept.before.With([&](Answer& before) { before = kept.Now(); });
  absl::Status made = Make(reader, program, kept);
  kept.before.With([](Answer& before) { before = {}; });
  return made;
}

absl::Status Rosters::Read(storage::Reader& reader, const Program& program, Kept& kept) const {
  GILDE_ASSIGN_OR_RETURN(std::int64_t position, store::EndOfOwnFeed(reader));
  GILDE_ASSIGN_OR_RETURN(std::vector<Enrollment> enrollments, store::EnrollmentsIn(reader, program.name()));
  kept.roster = nullptr;
  kept.mentors.clear();
  kept.enrolled.clear();
  kept.mentees.clear();
  for (const Enrollment& enrollment : enrollments) kept.Put(program, enrollment);
  GILDE_RETURN_IF_ERROR(Make(reader, program, kept));
  kept.position = position;
  return absl::OkStatus();
}

}  // namespace gilde::matching::api
