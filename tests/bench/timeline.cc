// A page of a pair's timeline among those of a whole enterprise, as the mentee reads it and as an administrator reads those of all pairs in
// turn; against a lookup of the same pairs by name.
#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/base/errors.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/exchange.pb.h"
#include "gilde/matching/v1/mentorship_service.pb.h"
#include "tests/bench/people.h"
#include "tests/bench/servers.h"

namespace gilde::bench {
namespace {

using matching::v1::Mentorship;
using matching::v1::TimelineEntry;

constexpr int kPairs = 2'000;
constexpr int kEntries = 50;  // of each pair; every second one is of the type that is asked for
constexpr int kPage = 20;
constexpr int kCalls = 20'000;
constexpr char kType[] = "advice.given";

std::string SomeName(int number) { return Person(SomePerson(number).external_id()); }
std::string Pair(int number) { return absl::StrCat(kOrganization, "/mentorships/m", number); }

// As the service itself stores them, a pair with its timeline in one transaction.
absl::Status AddPairs(storage::Store& store, int count) {
  for (int number = 0; number < count; ++number) {
    const std::string mentee = SomeName(number), mentor = SomeName((number + 7) % count);
    base::Call call = base::System("bench", base::SystemClock().Now());
    GILDE_RETURN_IF_ERROR(store.Apply(call, [&](storage::Writer& writer) -> absl::Status {
      Mentorship pair;
      pair.set_name(Pair(number));
      pair.set_program(absl::StrCat(kOrganization, "/programs/p"));
      pair.set_state(Mentorship::ACTIVE);
      pair.add_mentees(mentee);
      pair.add_mentors(mentor);
      *pair.mutable_start_time() = *pair.mutable_activate_time() = base::ToProto(call.now);
      GILDE_RETURN_IF_ERROR(writer.Create(std::move(pair), "mentorship.activated").status());
      for (int i = 0; i < kEntries; ++i) {
        TimelineEntry entry;
        entry.set_name(absl::StrCat(Pair(number), "/timeline/", absl::Dec(i, absl::kZeroPad8)));
        entry.set_type(i % 2 == 0 ? kType : "meeting.completed");
        entry.set_subject(absl::StrCat(Pair(number), "/advice/a", i));
        entry.set_actor(mentor);
        entry.add_people(mentee);
        entry.add_people(mentor);
        entry.set_excerpt("Take the smallest part that somebody would miss and finish that one first.");
        GILDE_RETURN_IF_ERROR(writer.Create(std::move(entry), "").status());
      }
      return absl::OkStatus();
    }));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Lines> Timeline(const Setup& setup) {
  GILDE_ASSIGN_OR_RETURN(std::unique_ptr<Gilde> gilde,
                         Gilde::Start(setup, "sqlite:" + setup.folder + "/timeline", {"profile", "matching"}));
  const int pairs = setup.Count(kPairs), calls = setup.Count(kCalls);
  GILDE_RETURN_IF_ERROR(AddPairs(gilde->store("matching"), pairs));
  struct Reading {
    const char* who;
    const char* role;
    std::string person;
    int pairs;
    const char* type;
  };
  Lines lines;
  for (const Reading& reading : {Reading{"the mentee", "member", SomeName(0), 1, ""},
                                 {"the mentee, of one type", "member", SomeName(0), 1, kType},
                                 {"an administrator", "program_admin", "", pairs, ""},
                                 {"an administrator, of one type", "program_admin", "", pairs, kType}}) {
    std::vector<grpc::ByteBuffer> lookups, pages;
    for (int number = 0; number < reading.pairs; ++number) {
      matching::v1::GetMentorshipRequest lookup;
      lookup.set_name(Pair(number));
      lookups.push_back(Bytes(lookup));
      matching::v1::GetTimelineRequest page;
      page.set_parent(Pair(number));
      page.set_page_size(kPage);
      page.set_type(reading.type);
      pages.push_back(Bytes(page));
    }
    Target get = gilde->As("gilde.matching.v1.MentorshipService/GetMentorship", reading.role, reading.person);
    Target read = gilde->As("gilde.matching.v1.MentorshipService/GetTimeline", reading.role, reading.person);
    Line line{.what = absl::StrCat("GetTimeline, ", kPage, " of ", kEntries, " in ", pairs * kEntries, ", ", reading.who),
              .against = "GetMentorship by name",
              .to_reach = 0.2};
    GILDE_ASSIGN_OR_RETURN(line, Compare(
                                     setup, line, [&] { return Drive(get, lookups, calls, calls / 10); },
                                     [&] { return Drive(read, pages, calls, calls / 10); }));
    lines.push_back(line);
  }
  return lines;
}

}  // namespace gilde::bench
