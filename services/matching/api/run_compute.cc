// The computing of a match run, stage by stage.
#include <algorithm>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "common/storage/operations.h"
#include "services/matching/api/match_pool.h"
#include "services/matching/api/match_run_api.h"
#include "services/matching/domain/candidates.h"
#include "services/matching/domain/certificate.h"
#include "services/matching/domain/draft.h"
#include "services/matching/domain/run_result.h"
#include "services/matching/store/match_runs.h"

namespace gilde::matching::api {

using domain::Option;
using domain::RunPeople;
using v1::MatchRun;
using v1::MatchRunPair;
using v1::MatchRunPart;
using v1::Program;

namespace {

// With more pairs than this, only so many candidates of each mentee are considered unless the run says otherwise.
constexpr std::int64_t kPairsForAll = 2'000'000;
constexpr size_t kFewCandidates = 50;
// Of each about 70 bytes are held.
constexpr std::int64_t kMostCandidates = 20'000'000;
constexpr int kMostThreads = 8;
constexpr size_t kPinnedTogether = 64;

RunPeople PeopleOf(Everybody all) {
  RunPeople people;
  std::set<std::string> free;
  for (domain::Seeker& seeker : all.seekers) {
    const std::string& name = seeker.mentee->profile.name();
    if (domain::LearnsIn(seeker.mentorships, all.program.name(), name)) continue;
    free.insert(name);
    people.seekers.push_back(std::move(seeker));
  }
  for (domain::Offered& one : all.offered) {
    if (all.program.kind() == Program::PEER && free.count(one.mentor->profile.name()) == 0) continue;
    people.offered.push_back(std::move(one));
  }
  return people;
}

class Computation {
 public:
  Computation(storage::Store& store, const domain::Projection& projection, const base::Call& call, MatchRun run,
              const MatchRunApi::Report& report)
      : store_(store), projection_(projection), call_(call), run_(std::move(run)), report_(report) {}

  absl::StatusOr<MatchRun> Run() {
    GILDE_RETURN_IF_ERROR(Load());
    GILDE_ASSIGN_OR_RETURN(MatchRunPart instance, Candidates());
    SetInputHash(instance);
    std::optional<domain::SolvedRun> free;
    auto solving = [&] { return report_("solving", free ? 70 : 60, free ? free->bound : 0); };
    GILDE_RETURN_IF_ERROR(solving());
    if (run_.has_most_disturbed()) {
      GILDE_ASSIGN_OR_RETURN(free, KeepTogether(instance));
    }
    GILDE_ASSIGN_OR_RETURN(domain::SolvedRun solved, domain::SolveRun(std::move(instance), solving));
    GILDE_RETURN_IF_ERROR(report_("proving", 80, solved.bound));
    GILDE_RETURN_IF_ERROR(domain::CheckCertificate(solved.whole).status());
    GILDE_RETURN_IF_ERROR(report_("figures", 85, solved.bound));
    auto wanted = [&] { return report_("figures", 85, solved.bound); };
    GILDE_ASSIGN_OR_RETURN(auto pairs, domain::PairsOf(solved, run_, program_, people_, *likeness_, call_.now, wanted));
    for (MatchRunPair& pair : pairs) pair.set_base_mentor(kept_from_[pair.mentee()]);
    *run_.mutable_figures() = domain::FiguresOf(run_, pairs, domain::KnownFigures(solved), solved.whole.peers());
    if (free) AddDisturbance(*free);
    return Save(std::move(pairs), solved);
  }

 private:
  absl::Status Load() {
    auto wanted = [&] { return report_("candidates", 0, 0); };
    GILDE_RETURN_IF_ERROR(wanted());
    GILDE_RETURN_IF_ERROR(CheckComplete(projection_));
    Everybody all;
    GILDE_RETURN_IF_ERROR(store_.Read(call_, [&](storage::Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(all, LoadEverybody(reader, projection_, std::string(base::ParentOf(run_.name()))));
      if (!run_.base().empty() && run_.has_most_disturbed()) {
        GILDE_ASSIGN_OR_RETURN(MatchRun base, reader.Get<MatchRun>(run_.base()));
        GILDE_RETURN_IF_ERROR(domain::CheckHasPairs(base));
        GILDE_ASSIGN_OR_RETURN(before_, store::PairsIn(reader, run_.base()));
      }
      return LoadMentorships(reader, all, wanted);
    }));
    *run_.mutable_data_time() = base::ToProto(call_.now);
    program_ = all.program;
    *program_.mutable_match_policy() = run_.policy();
    people_ = PeopleOf(std::move(all));
    if (people_.seekers.empty() || people_.offered.empty()) return base::FailedPrecondition("MATCH_RUN_EMPTY", "there is nobody to match");
    domain::PutInOrder(run_.seed(), people_);
    likeness_ = projection_.Likeness(base::OrganizationName(run_.name()));
    return absl::OkStatus();
  }

  void SetInputHash(const MatchRunPart& instance) {
    std::string input =
        absl::StrCat(instance.SerializeAsString(), run_.seed(), " ", run_.has_most_disturbed() ? run_.most_disturbed() : -1);
    for (const MatchRunPair& pair : before_) absl::StrAppend(&input, "\n", pair.mentee(), " ", pair.mentor(), " ", pair.group());
    run_.set_input_hash(storage::Sha256Hex(input));
  }

  absl::StatusOr<std::vector<Option>> Graph(const std::vector<domain::Seeker>& seekers, size_t most) {
    int threads = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostThreads);
    return domain::CandidateGraph(program_, seekers, people_.offered, *likeness_, call_.now, most, threads,
                                  [&](double done) { return report_("candidates", static_cast<int>(60 * done), 0); });
  }

  absl::StatusOr<MatchRunPart> Candidates() {
    std::int64_t mentees = std::ssize(people_.seekers), groups = 1, all = std::ssize(people_.offered);
    if (program_.kind() == Program::GROUP) {
      all = 0;
      for (const domain::Offered& one : people_.offered) {
        std::int64_t free = std::max(0, one.enrollment.capacity() - one.enrollment.seats_taken());
        groups = std::max(groups, free);
        all += free;
      }
    }
    std::int64_t most = run_.most_candidates();
    if (most == 0 && mentees * all > kPairsForAll) most = kFewCandidates;
    std::int64_t considered = mentees * (most == 0 ? all : std::min(all, most * groups));
    if (considered > kMostCandidates) {
      return base::FailedPrecondition("MATCH_RUN_TOO_LARGE", absl::StrCat(considered, " candidates: set a lower most_candidates"));
    }
    GILDE_ASSIGN_OR_RETURN(std::vector<Option> options, Graph(people_.seekers, static_cast<size_t>(most)));
    if (most > 0) GILDE_RETURN_IF_ERROR(AddPinned(options));
    return domain::InstanceOf(run_, program_, people_, options);
  }

  // Pins are considered, however many others are better.
  absl::Status AddPinned(std::vector<Option>& options) {
    absl::flat_hash_map<std::string, std::set<std::string>> pinned;
    for (const v1::PairOfRun& pin : run_.pins()) {
      pinned[pin.mentee()].insert(pin.mentor());
      if (program_.kind() == Program::PEER) pinned[pin.mentor()].insert(pin.mentee());
    }
    absl::flat_hash_set<std::pair<int, int>> there;
    for (const Option& option : options) there.emplace(option.mentee, option.mentor);
    std::vector<int> numbers;
    for (size_t i = 0; i < people_.seekers.size(); ++i) {
      if (pinned.contains(people_.seekers[i].mentee->profile.name())) numbers.push_back(static_cast<int>(i));
    }
    // Some at a time, for all of their candidates are held.
    for (size_t begin = 0; begin < numbers.size(); begin += kPinnedTogether) {
      std::vector<domain::Seeker> some;
      for (size_t i = begin; i < std::min(numbers.size(), begin + kPinnedTogether); ++i) {
        some.push_back(people_.seekers[static_cast<size_t>(numbers[i])]);
      }
      GILDE_ASSIGN_OR_RETURN(std::vector<Option> all, Graph(some, 0));
      for (Option& option : all) {
        option.mentee = numbers[begin + static_cast<size_t>(option.mentee)];
        const std::string& mentee = people_.seekers[static_cast<size_t>(option.mentee)].mentee->profile.name();
        const std::string& mentor = people_.offered[static_cast<size_t>(option.mentor)].mentor->profile.name();
        if (pinned[mentee].count(mentor) > 0 && there.emplace(option.mentee, option.mentor).second) options.push_back(option);
      }
    }
    std::sort(options.begin(), options.end(),
              [](const Option& a, const Option& b) { return std::make_pair(a.mentee, a.mentor) < std::make_pair(b.mentee, b.mentor); });
    return absl::OkStatus();
  }

  // Pins those pairs of the base that stay together; answers the best way without doing so.
  absl::StatusOr<domain::SolvedRun> KeepTogether(MatchRunPart& instance) {
    GILDE_ASSIGN_OR_RETURN(domain::SolvedRun free, domain::SolveRun(instance, [&] { return report_("solving", 60, 0); }));
    auto keeping = [&] { return report_("solving", 65, free.bound); };
    GILDE_RETURN_IF_ERROR(keeping());
    std::vector<std::pair<int, int>> possible = Possible(instance);
    GILDE_ASSIGN_OR_RETURN(auto kept, domain::Kept(instance, possible, run_.most_disturbed(), keeping));
    for (const auto& [mentee, mentor] : kept) {
      instance.add_pinned_mentees(mentee);
      instance.add_pinned_mentors(mentor);
    }
    return free;
  }

  // Pairs of the base that are candidates now, of people who are not pinned.
  std::vector<std::pair<int, int>> Possible(const MatchRunPart& instance) {
    absl::flat_hash_map<std::string, int> mentees, mentors;
    for (int i = 0; i < instance.mentees_size(); ++i) mentees[instance.mentees(i)] = i;
    if (instance.peers()) mentors = mentees;
    for (int i = instance.mentors_size(); i-- > 0;) mentors[instance.mentors(i).name()] = i;  // the first group of each
    absl::flat_hash_set<std::pair<int, int>> candidates;
    for (int k = 0; k < instance.candidate_scores_size(); ++k) {
      candidates.emplace(instance.candidate_mentees(k), instance.candidate_mentors(k));
    }
    std::set<int> pinned(instance.pinned_mentees().begin(), instance.pinned_mentees().end());
    if (instance.peers()) pinned.insert(instance.pinned_mentors().begin(), instance.pinned_mentors().end());
    std::vector<std::pair<int, int>> possible;
    for (const MatchRunPair& pair : before_) {
      if (pair.mentor().empty()) continue;
      auto mentee = mentees.find(pair.mentee()), mentor = mentors.find(pair.mentor());
      std::pair<int, int> now(-1, -1);
      if (mentee != mentees.end() && mentor != mentors.end()) now = {mentee->second, mentor->second + std::max(0, pair.group() - 1)};
      // A group that is not there any more is not the next mentor's.
      bool other_group = !instance.peers() && (now.second >= instance.mentors_size() ||
                                               (now.second >= 0 && instance.mentors(now.second).name() != pair.mentor()));
      if (other_group || !candidates.contains(now)) {
        // Each pair of peers has two rows: the one that is as candidates are stands for both, and of one that is lost the first.
        bool counts = !instance.peers() || (pair.mentee() < pair.mentor() && !candidates.contains({now.second, now.first}));
        lost_ += counts ? 1 : 0;
      } else {
        kept_from_[pair.mentee()] = pair.mentor();
        if (instance.peers()) kept_from_[pair.mentor()] = pair.mentee();
        bool is_pinned = pinned.count(now.first) > 0 || (instance.peers() && pinned.count(now.second) > 0);
        if (!is_pinned) possible.push_back(now);
      }
    }
    return possible;
  }

  void AddDisturbance(const domain::SolvedRun& free) {
    v1::MatchRunFigures& figures = *run_.mutable_figures();
    figures.set_lost(lost_);
    figures.set_bound(std::max(figures.bound(), free.bound));
    figures.set_loss(free.total - figures.total());
  }

  absl::StatusOr<MatchRun> Save(std::vector<MatchRunPair> pairs, const domain::SolvedRun& solved) {
    auto wanted = [&] { return report_("writing", 90, solved.bound); };
    call_.now = store_.clock().Now();
    // What an attempt that was interrupted left.
    for (bool more = true; more;) {
      GILDE_RETURN_IF_ERROR(wanted());
      GILDE_RETURN_IF_ERROR(store_.Apply(call_, [&](storage::Writer& writer) -> absl::Status {
        GILDE_ASSIGN_OR_RETURN(more, store::DeleteSome(writer, run_.name()));
        return absl::OkStatus();
      }));
    }
    GILDE_RETURN_IF_ERROR(store::WriteBelow(store_, call_, run_.name(), std::move(pairs), solved.whole, wanted));
    return store_.Write(call_, [&](storage::Writer& writer) -> absl::StatusOr<MatchRun> {
      GILDE_ASSIGN_OR_RETURN(MatchRun current, writer.Get<MatchRun>(run_.name()));
      if (current.state() != MatchRun::RUNNING) return current;
      GILDE_ASSIGN_OR_RETURN(auto operation, writer.Get<gilde::common::v1::Operation>(run_.operation()));
      if (operation.done()) return storage::OperationCancelled();
      run_.set_state(MatchRun::DRAFT);
      return writer.Update(run_, "match_run.drafted");
    });
  }

  storage::Store& store_;
  const domain::Projection& projection_;
  base::Call call_;
  MatchRun run_;
  const MatchRunApi::Report& report_;
  Program program_;  // under the policy of the run
  RunPeople people_;
  std::shared_ptr<const domain::SkillLikeness> likeness_;
  std::vector<MatchRunPair> before_;                         // of the base
  absl::flat_hash_map<std::string, std::string> kept_from_;  // pairs of the base that are still possible
  int lost_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<google::protobuf::Message>> MatchRunApi::Compute(const base::Call& call, const std::string& name,
                                                                                const Report& report) {
  GILDE_ASSIGN_OR_RETURN(MatchRun run, store_.Get<MatchRun>(call, name));
  if (run.state() == MatchRun::RUNNING) {
    GILDE_ASSIGN_OR_RETURN(run, Computation(store_, projection_, call, std::move(run), report).Run());
  }
  return std::make_unique<MatchRun>(std::move(run));
}

}  // namespace gilde::matching::api
