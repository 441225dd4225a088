// RecommendMentors by a mentee, one call after the other, so that what is seen is how long a person waits; against a bare echo of the same
// size.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/match_service.pb.h"
#include "tests/bench/crowd.h"
#include "tests/bench/people.h"
#include "tests/bench/servers.h"
#include "tests/bench/stored.h"

namespace gilde::bench {
namespace {

constexpr int kMentors = 25'000;
constexpr int kMany = 1'000'000;
constexpr int kMentees = 200;
constexpr int kCalls = 2'000;

const std::string& ProgramName() {
  static const auto& name = *new std::string(absl::StrCat(kOrganization, "/programs/p1"));
  return name;
}

// The same, of this organization.
std::string Here(const std::string& name) { return absl::StrCat(kOrganization, name.substr(name.find('/', name.find('/') + 1))); }

absl::Status Add(Gilde& gilde, int mentees, int mentors) {
  Crowd crowd = SomeCrowd(mentees, 0);
  auto person = [&](int i) { return i < mentees ? crowd.seekers[static_cast<size_t>(i)].mentee : SomeMentor(i - mentees).mentor; };
  auto enrollment = [&](int i) {
    return i < mentees ? crowd.seekers[static_cast<size_t>(i)].enrollment : SomeMentor(i - mentees).enrollment;
  };
  GILDE_RETURN_IF_ERROR(Store<profile::v1::Profile>(gilde.store("profile"), mentees + mentors, {"profile.created"}, [&](int i) {
    profile::v1::Profile profile = person(i)->profile;
    profile.set_name(Here(profile.name()));
    profile.set_manager(Here(profile.manager()));
    return profile;
  }));
  GILDE_RETURN_IF_ERROR(Store<profile::v1::Goal>(gilde.store("profile"), mentees, {"goal.created"}, [&](int i) {
    profile::v1::Goal goal = SomeGoal(Here(person(i)->profile.name()), i);
    goal.set_state(profile::v1::Goal::OPEN);
    return goal;
  }));
  GILDE_RETURN_IF_ERROR(Store<matching::v1::Program>(gilde.store("matching"), 1, {"program.created"}, [&](int) {
    matching::v1::Program program = crowd.program;
    program.set_name(ProgramName());
    return program;
  }));
  // As many seek a mentor as there are mentors, so that it is not everybody's turn; most of them never ask.
  GILDE_RETURN_IF_ERROR(Store<matching::v1::Enrollment>(gilde.store("matching"), mentors, {"enrollment.activated"}, [&](int i) {
    matching::v1::Enrollment one = crowd.seekers[0].enrollment;
    one.set_name(absl::StrCat(ProgramName(), "/enrollments/quiet-", i));
    one.set_profile(Person(absl::StrCat("quiet-", i)));
    return one;
  }));
  return Store<matching::v1::Enrollment>(gilde.store("matching"), mentees + mentors, {"enrollment.activated"}, [&](int i) {
    matching::v1::Enrollment one = enrollment(i);
    one.set_name(Here(one.name()));
    one.set_profile(Here(one.profile()));
    return one;
  });
}

absl::StatusOr<Line> Recommended(const Setup& setup, int mentors) {
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Gilde> gilde,
                         Gilde::Start(setup, absl::StrCat("sqlite:", setup.folder, "/recommend", mentors), {"profile", "matching"}));
  GILDE_RETURN_IF_ERROR(Add(*gilde, kMentees, mentors));
  std::vector<grpc::ByteBuffer> requests;
  matching::v1::RecommendMentorsRequest request;
  request.set_program(ProgramName());
  for (int i = 0; i < kMentees; ++i) {
    request.set_mentee(Person(absl::StrCat("mentee-", i)));
    requests.push_back(Bytes(request));
  }
  Target recommend = gilde->As("gilde.matching.v1.MatchService/RecommendMentors", "program_admin");
  // Until matching has read them all.
  std::string answer;
  while (true) {
    absl::StatusOr<std::string> one = CallOnce(recommend, request);
    matching::v1::RecommendMentorsResponse response;
    if (one.ok() && response.ParseFromString(*one) && response.recommendations_size() == 10) {
      answer = *one;
      break;
    }
    base::SleepFor(absl::Milliseconds(200));
  }
  Bare bare(answer);
  Line line{.what = absl::StrCat("RecommendMentors, 10 of ", mentors), .against = "bare gRPC echo"};
  GILDE_ASSIGN_OR_RETURN(line, Compare(
                                   setup, line, [&] { return Drive(bare.echo(recommend), requests, kCalls, kMentees, 1); },
                                   [&] { return Drive(recommend, requests, kCalls, kMentees, 1); }));
  return Line{.what = absl::StrCat("RecommendMentors, 10 of ", mentors, ", p50"),
              .against = "a bare gRPC echo's p50",
              .own = {line.own.p50},
              .peer = {line.peer.p50},
              .to_reach = mentors <= kMentors ? 3.0 : 0.0,
              .at_most = true,
              .unit = " ms",
              .note = absl::StrFormat("one call after the other; p99 %.2f ms against %.2f", line.own.p99, line.peer.p99)};
}

}  // namespace

absl::StatusOr<Lines> Recommend(const Setup& setup) {
  GILDE_ASSIGN_OR_RETURN(Line line, Recommended(setup, setup.Count(kMentors)));
  return Lines{line};
}

absl::StatusOr<Lines> RecommendLarge(const Setup& setup) {
  GILDE_ASSIGN_OR_RETURN(Line line, Recommended(setup, setup.Count(kMany)));
  return Lines{line};
}

}  // namespace gilde::bench
