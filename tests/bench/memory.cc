// What matching's projection of an enterprise takes: the growth of this process's resident set, and the time to put and to look at people.
#include <malloc.h>
#include <unistd.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "services/matching/domain/projection.h"
#include "tests/bench/people.h"
#include "tests/bench/resident.h"
#include "tests/bench/servers.h"
#include "tests/bench/timer.h"

namespace gilde::bench {
namespace {

constexpr int kPeople = 1'000'000;

}  // namespace

double ResidentBytes() {
  malloc_trim(0);
  std::ifstream file("/proc/self/statm");
  std::int64_t whole = 0;
  std::int64_t resident = 0;
  file >> whole >> resident;
  return static_cast<double>(resident * sysconf(_SC_PAGESIZE));
}

absl::StatusOr<Lines> Memory(const Setup& setup) {
  int count = setup.Count(kPeople);
  double before = ResidentBytes();
  matching::domain::Projection projection;
  double putting = 0;
  for (int i = 0; i < count; ++i) {
    profile::v1::Profile person = SomePerson(i);
    person.set_name(Person(person.external_id()));
    // As it comes from the feed: parsed.
    profile::v1::Profile parsed;
    parsed.ParseFromString(person.SerializeAsString());
    profile::v1::Goal goal = SomeGoal(person.name(), i);
    Timer timer;
    projection.Put(std::move(parsed));
    projection.Put(goal);
    putting += timer.seconds();
  }
  double grown = ResidentBytes() - before;
  Timer timer;
  for (int i = 0; i < count; ++i) projection.Find(Person(absl::StrCat("e", i)));
  double finding = timer.seconds();
  Line size{.what = absl::StrCat("matching's projection, ", count, " profiles"), .own = {grown / count}, .unit = " bytes"};
  size.note = "a person with an open goal";
  Line put{.what = "  putting one and the goal", .own = {1e6 * putting / count}, .unit = " us"};
  Line find{.what = "  finding one at whom nobody looks", .own = {1e6 * finding / count}, .unit = " us"};
  return Lines{size, put, find};
}

}  // namespace gilde::bench
