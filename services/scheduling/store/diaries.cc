#include "services/scheduling/store/diaries.h"

#include <algorithm>

#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/zones.h"

namespace gilde::scheduling::store {
namespace {

constexpr std::int64_t kSlotSeconds = 300;

std::int64_t SlotOf(absl::Time time) { return absl::ToUnixSeconds(time) / kSlotSeconds; }
std::int64_t SlotAfter(absl::Time time) { return (absl::ToUnixSeconds(time) + kSlotSeconds - 1) / kSlotSeconds; }
absl::Time TimeOf(std::int64_t slot) { return absl::FromUnixSeconds(slot * kSlotSeconds); }

std::string Organization(std::string_view name) { return std::string(base::OrganizationOf(name)); }

// `?, ?, ?`
std::string Marks(std::size_t count, std::string_view mark = "?") {
  std::string marks;
  for (std::size_t i = 0; i < count; ++i) marks += (i > 0 ? ", " : "") + std::string(mark);
  return marks;
}

}  // namespace

absl::Status CheckFree(storage::Reader& reader, absl::Span<const std::string> people, absl::Time start, absl::Time end,
                       std::string_view own) {
  for (const std::string& person : people) {
    bool taken = false;
    GILDE_RETURN_IF_ERROR(reader.session().Query(
        "SELECT 1 FROM busy_slot WHERE organization = ? AND person = ? AND slot >= ? AND slot < ? AND holder <> ? "
        "AND (expire_time IS NULL OR expire_time > ?) LIMIT 1",
        {{Organization(person), person, SlotOf(start), SlotOf(end), std::string(own), absl::ToUnixMicros(reader.call().now)}},
        [&](const storage::Row&) {
          taken = true;
          return false;
        }));
    if (taken) return base::FailedPrecondition("SLOT_TAKEN", "a participant has a meeting or a hold at that time");
  }
  return absl::OkStatus();
}

absl::Status Take(storage::Writer& writer, absl::Span<const std::string> people, absl::Time start, absl::Time end, std::string_view holder,
                  std::optional<absl::Time> expires) {
  storage::Value expire_time;
  if (expires) expire_time = absl::ToUnixMicros(*expires);
  for (const std::string& person : people) {
    GILDE_RETURN_IF_ERROR(writer.session().Execute(
        "DELETE FROM busy_slot WHERE organization = ? AND person = ? AND slot >= ? AND slot < ? AND expire_time <= ?",
        {{Organization(person), person, SlotOf(start), SlotOf(end), absl::ToUnixMicros(writer.call().now)}}));
    std::vector<storage::Value> values;
    for (std::int64_t slot = SlotOf(start); slot < SlotOf(end); ++slot) {
      values.insert(values.end(), {Organization(person), person, slot, std::string(holder), expire_time});
    }
    std::string rows = Marks(values.size() / 5, "(?, ?, ?, ?, ?)");
    GILDE_RETURN_IF_ERROR(
        writer.session().Execute("INSERT INTO busy_slot (organization, person, slot, holder, expire_time) VALUES " + rows, values));
    GILDE_RETURN_IF_ERROR(Touch(writer, person));
  }
  return absl::OkStatus();
}

absl::Status Free(storage::Writer& writer, absl::Span<const std::string> people, absl::Time start, absl::Time end,
                  std::string_view holder) {
  for (const std::string& person : people) {
    GILDE_RETURN_IF_ERROR(
        writer.session().Execute("DELETE FROM busy_slot WHERE organization = ? AND person = ? AND slot >= ? AND slot < ? AND holder = ?",
                                 {{Organization(person), person, SlotOf(start), SlotOf(end), std::string(holder)}}));
    GILDE_RETURN_IF_ERROR(Touch(writer, person));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Booking>> Bookings(storage::Reader& reader, std::string_view person, absl::Time from, absl::Time to) {
  std::vector<Booking> bookings;
  GILDE_RETURN_IF_ERROR(reader.session().Query(
      "SELECT slot, holder FROM busy_slot WHERE organization = ? AND person = ? AND slot >= ? AND slot < ? ORDER BY slot",
      {{Organization(person), std::string(person), SlotOf(from), SlotAfter(to)}}, [&](const storage::Row& row) {
        absl::Time start = TimeOf(row.Int(0));
        if (bookings.empty() || bookings.back().holder != row.Text(1)) bookings.push_back({std::string(row.Text(1)), start, start});
        bookings.back().end = start + absl::Seconds(kSlotSeconds);
        return true;
      }));
  return bookings;
}

absl::Status Touch(storage::Writer& writer, std::string_view person) {
  return writer.session().Execute(
      "INSERT INTO calendar (organization, person, version) VALUES (?, ?, ?) "
      "ON CONFLICT (organization, person) DO UPDATE SET version = excluded.version",
      {{Organization(person), std::string(person), base::RandomHex(8)}});
}

absl::Status SetBurden(storage::Writer& writer, std::string_view person, std::string_view meeting, absl::Time start, int minutes) {
  if (minutes == 0) {
    return writer.session().Execute("DELETE FROM burden WHERE organization = ? AND person = ? AND meeting = ?",
                                    {{Organization(person), std::string(person), std::string(meeting)}});
  }
  return writer.session().Execute(
      "INSERT INTO burden (organization, person, meeting, start_time, minutes) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (organization, person, meeting) DO UPDATE SET start_time = excluded.start_time, minutes = excluded.minutes",
      {{Organization(person), std::string(person), std::string(meeting), absl::ToUnixMicros(start), std::int64_t{minutes}}});
}

absl::StatusOr<v1::Meeting> SaveCancelled(storage::Writer& writer, v1::Meeting meeting, std::string_view event) {
  GILDE_ASSIGN_OR_RETURN(meeting, writer.Update(std::move(meeting), event));
  std::vector<std::string> people(meeting.participants().begin(), meeting.participants().end());
  GILDE_RETURN_IF_ERROR(Free(writer, people, base::FromProto(meeting.start_time()), base::FromProto(meeting.end_time()), meeting.name()));
  for (const std::string& person : people) {
    GILDE_RETURN_IF_ERROR(SetBurden(writer, person, meeting.name(), base::FromProto(meeting.start_time()), 0));
  }
  return meeting;
}

absl::Status DropHold(storage::Writer& writer, const v1::Hold& hold, std::string_view event) {
  GILDE_RETURN_IF_ERROR(writer.Delete(hold, event));
  std::vector<std::string> people(hold.participants().begin(), hold.participants().end());
  return Free(writer, people, base::FromProto(hold.start_time()), base::FromProto(hold.end_time()), hold.name());
}

absl::StatusOr<std::vector<CalendarState>> States(storage::Reader& reader, absl::Span<const std::string> people, absl::Time burden_since) {
  std::vector<CalendarState> states(people.size());
  auto of = [&](std::string_view person) -> CalendarState& {
    return states[static_cast<std::size_t>(std::find(people.begin(), people.end(), person) - people.begin())];
  };
  std::vector<storage::Value> parameters = {Organization(people[0])};
  parameters.insert(parameters.end(), people.begin(), people.end());
  std::string marks = Marks(people.size());
  GILDE_RETURN_IF_ERROR(reader.session().Query("SELECT person, version FROM calendar WHERE organization = ? AND person IN (" + marks + ")",
                                               parameters, [&](const storage::Row& row) {
                                                 of(row.Text(0)).version = std::string(row.Text(1));
                                                 return true;
                                               }));
  parameters.emplace_back(absl::ToUnixMicros(burden_since));
  GILDE_RETURN_IF_ERROR(
      reader.session().Query("SELECT person, CAST(SUM(minutes) AS BIGINT) FROM burden WHERE organization = ? AND person IN (" + marks +
                                 ") AND start_time >= ? GROUP BY person",
                             parameters, [&](const storage::Row& row) {
                               of(row.Text(0)).burden = row.Int(1);
                               return true;
                             }));
  return states;
}

}  // namespace gilde::scheduling::store
