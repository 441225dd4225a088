// What matching's projection of an enterprise takes: the growth of this process's resident set.
#include <malloc.h>
#include <unistd.h>

#include <fstream>

#include "absl/strings/str_cat.h"
#include "services/matching/domain/projection.h"
#include "tests/bench/people.h"
#include "tests/bench/resident.h"
#include "tests/bench/servers.h"

namespace gilde::bench {
namespace {

constexpr int kPeople = 100'000;

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
  for (int i = 0; i < count; ++i) {
    profile::v1::Profile person = SomePerson(i);
    person.set_name(Person(person.external_id()));
    // As it comes from the feed: parsed.
    profile::v1::Profile parsed;
    parsed.ParseFromString(person.SerializeAsString());
    projection.Put(std::move(parsed));
    if (i % 3 == 0) projection.Put(SomeGoal(person.name(), i));
  }
  double grown = ResidentBytes() - before;
  Line line{.what = absl::StrCat("matching's projection, ", count, " profiles"), .own = {grown / (1 << 20)}, .unit = " MiB"};
  line.note =
      absl::StrCat(static_cast<std::int64_t>(grown / static_cast<double>(projection.size())), " bytes a person, every third with a goal");
  return Lines{line};
}

}  // namespace gilde::bench
