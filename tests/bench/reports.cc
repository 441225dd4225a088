// A report over a whole enterprise's mentorships by org unit; against the same sums of a plain table in SQLite.
#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/matching/v1/program_service.pb.h"
#include "gilde/matching/v1/report.pb.h"
#include "tests/bench/people.h"
#include "tests/bench/plain_sqlite.h"
#include "tests/bench/servers.h"
#include "tests/bench/stored.h"
#include "tests/bench/timer.h"

namespace gilde::bench {
namespace {

using matching::v1::Mentorship;

constexpr int kMentorships = 100'000;
constexpr int kPeople = 5'000;
constexpr int kCalls = 40;

Mentorship SomeMentorship(int number, int people) {
  Mentorship mentorship;
  mentorship.set_name(absl::StrCat(kOrganization, "/mentorships/m", number));
  mentorship.set_program(absl::StrCat(kOrganization, "/programs/p", number % 10));
  mentorship.set_state(number % 5 == 0 ? Mentorship::ENDED : Mentorship::ACTIVE);
  if (number % 5 == 0) mentorship.set_end_reason(Mentorship::GOALS_REACHED);
  mentorship.add_mentees(Person(SomePerson(number % people).external_id()));
  mentorship.add_mentors(Person(SomePerson((number + 7) % people).external_id()));
  *mentorship.mutable_start_time() = *mentorship.mutable_activate_time() = base::ToProto(base::SystemClock().Now());
  mentorship.set_cadence_days(28);
  mentorship.set_meeting_minutes(45);
  return mentorship;
}

absl::Status FillTable(PlainSqlite& plain, int count, int people) {
  GILDE_RETURN_IF_ERROR(
      plain.Run("CREATE TABLE mentorship (unit TEXT, state INTEGER, reason INTEGER, mentee TEXT, cadence INTEGER); BEGIN"));
  for (int i = 0; i < count; ++i) {
    Mentorship one = SomeMentorship(i, people);
    std::string row = absl::StrCat("INSERT INTO mentorship VALUES ('", SomePerson(i % people).org_unit(), "', ", one.state(), ", ",
                                   one.end_reason(), ", '", one.mentees(0), "', ", one.cadence_days(), ")");
    GILDE_RETURN_IF_ERROR(plain.Run(row.c_str()));
  }
  return plain.Run("COMMIT");
}

// One call after the other.
absl::StatusOr<Figure> OneByOne(int calls, const std::function<absl::Status()>& call) {
  std::vector<double> took;
  Timer all;
  for (int i = 0; i < calls; ++i) {
    Timer one;
    GILDE_RETURN_IF_ERROR(call());
    took.push_back(one.milliseconds());
  }
  return FigureOf(all.seconds(), std::move(took));
}

}  // namespace

absl::StatusOr<Lines> Reports(const Setup& setup) {
  const int count = setup.Count(kMentorships), people = std::min(count, kPeople), calls = kCalls;
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Gilde> gilde, Gilde::Start(setup, "sqlite:" + setup.folder + "/reports", {"profile", "matching"}));
  GILDE_RETURN_IF_ERROR(Store<profile::v1::Profile>(gilde->store("profile"), people, {"profile.created"}, [](int i) {
    profile::v1::Profile person = SomePerson(i);
    person.set_name(Person(person.external_id()));
    return person;
  }));
  GILDE_RETURN_IF_ERROR(
      Store<Mentorship>(gilde->store("matching"), count, {"mentorship.activated"}, [&](int i) { return SomeMentorship(i, people); }));
  rpc::Client administrator = gilde->client("program_admin");
  matching::v1::GetOrganizationReportRequest request;
  request.set_name(kOrganization);
  request.set_group_by(matching::v1::GetProgramReportRequest::ORG_UNIT);
  auto report = [&]() {
    return administrator.Call<matching::v1::OrganizationReport>("gilde.matching.v1.ProgramService/GetOrganizationReport", request);
  };
  // Until the report has read them all.
  while (true) {
    GILDE_ASSIGN_OR_RETURN(auto read, report());
    if (read.total().funnel().activated() == count) break;
    base::SleepFor(absl::Milliseconds(200));
  }
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<PlainSqlite> plain, PlainSqlite::Open(setup.folder + "/reports.sqlite"));
  GILDE_RETURN_IF_ERROR(FillTable(*plain, count, people));
  Line line{.what = absl::StrCat("GetOrganizationReport by org unit, ", count, " mentorships"),
            .against = "SQLite, GROUP BY over a plain table"};
  GILDE_ASSIGN_OR_RETURN(line, Compare(
                                   setup, line,
                                   [&] {
                                     return OneByOne(calls, [&] {
                                       return plain->Run(
                                           "SELECT unit, count(*), sum(state = 3), sum(reason = 1), count(DISTINCT mentee), avg(cadence) "
                                           "FROM mentorship GROUP BY unit");
                                     });
                                   },
                                   [&] { return OneByOne(calls, [&] { return report().status(); }); }));
  return Lines{line};
}

}  // namespace gilde::bench
