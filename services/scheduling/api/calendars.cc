#include "services/scheduling/api/calendars.h"

#include <charconv>

#include "common/base/errors.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "services/scheduling/api/diary_reader.h"
#include "services/scheduling/domain/availability.h"
#include "services/scheduling/store/diaries.h"

namespace gilde::scheduling::api {
namespace {

constexpr std::size_t kMaxPeople = 4096;  // at 520 bytes a week and some ten weeks each: about 20 MB
constexpr std::size_t kMaxWeeks = 32;
constexpr absl::Duration kBurdenCounts = absl::Hours(180 * 24);
constexpr const char* kKeepSeconds = "1209600";  // two weeks

std::string Key(std::string_view person, std::int64_t week) {
  return "gilde:{" + std::string(base::OrganizationOf(person)) + "}:free:" + std::string(base::IdOf(person)) + ":" +
         domain::WeekLabel(week);
}

// `VERSION NOTICE ZONE BITS`
struct Cached {
  std::string_view version, time_zone, bits;
  int notice_minutes = 0;
};
bool Parse(std::string_view text, Cached& cached) {
  std::string_view fields[3];
  for (std::string_view& field : fields) {
    std::size_t blank = text.find(' ');
    if (blank == text.npos) return false;
    field = text.substr(0, blank);
    text.remove_prefix(blank + 1);
  }
  auto number = std::from_chars(fields[1].data(), fields[1].data() + fields[1].size(), cached.notice_minutes);
  cached.version = fields[0];
  cached.time_zone = fields[2];
  cached.bits = text;
  return number.ec == std::errc() && number.ptr == fields[1].data() + fields[1].size();
}

}  // namespace

bool Calendars::Person::Has(domain::Weeks wanted) const {
  for (int i = 0; i < wanted.count; ++i) {
    if (!weeks.contains(wanted.first + i)) return false;
  }
  return true;
}

std::shared_ptr<const Calendars::Person> Calendars::Memory::Find(const std::string& name, std::string_view version) {
  std::lock_guard lock(mutex_);
  auto found = entries_.find(name);
  if (found == entries_.end() || found->second.person->version != version) return nullptr;
  order_.splice(order_.begin(), order_, found->second.place);
  return found->second.person;
}

void Calendars::Memory::Put(const std::string& name, std::shared_ptr<const Person> person) {
  std::lock_guard lock(mutex_);
  if (auto found = entries_.find(name); found != entries_.end()) {
    order_.splice(order_.begin(), order_, found->second.place);
    found->second.person = std::move(person);
    return;
  }
  order_.push_front(name);
  entries_[name] = {std::move(person), order_.begin()};
  if (entries_.size() > kMaxPeople) {
    entries_.erase(order_.back());
    order_.pop_back();
  }
}

std::shared_ptr<const Calendars::Person> Calendars::FromRedis(const std::string& name, std::string_view version, domain::Weeks weeks) {
  if (redis_ == nullptr) return nullptr;
  redis::Command command = {"MGET"};
  for (int i = 0; i < weeks.count; ++i) command.push_back(Key(name, weeks.first + i));
  absl::StatusOr<redis::Reply> reply = redis_->Run(command);
  if (!reply.ok() || reply->list.size() != static_cast<std::size_t>(weeks.count)) return nullptr;
  auto person = std::make_shared<Person>();
  for (int i = 0; i < weeks.count; ++i) {
    Cached cached;
    auto bits = std::make_shared<domain::WeekBits>();
    bool fresh =
        Parse(reply->list[static_cast<std::size_t>(i)].text, cached) && cached.version == version && domain::Decode(cached.bits, *bits);
    if (!fresh) return nullptr;
    person->version = std::string(version);
    person->time_zone = std::string(cached.time_zone);
    person->notice_minutes = cached.notice_minutes;
    person->weeks[weeks.first + i] = std::move(bits);
  }
  auto zone = base::Zone(person->time_zone);
  if (!zone.ok()) return nullptr;
  person->zone = *zone;
  return person;
}

void Calendars::ToRedis(const std::string& name, const Person& person) {
  if (redis_ == nullptr) return;
  std::string head = person.version + " " + std::to_string(person.notice_minutes) + " " + person.time_zone + " ";
  std::vector<redis::Command> commands;
  for (const auto& [week, bits] : person.weeks) {
    commands.push_back({"SET", Key(name, week), head + domain::Encode(*bits), "EX", kKeepSeconds});
  }
  (void)redis_->Pipeline(commands);  // Redis away: the next load computes again
}

absl::StatusOr<std::shared_ptr<const Calendars::Person>> Calendars::FromDatabase(const base::Call& call, const std::string& name,
                                                                                 domain::Weeks weeks) {
  domain::Diary diary;
  auto person = std::make_shared<Person>();
  // Version and diary from one snapshot, so that the bits belong to the version.
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(std::vector<store::CalendarState> states, store::States(reader, {name}, call.now));
    person->version = states[0].version;
    domain::Span window = {domain::WeekStart(weeks.first), domain::WeekStart(weeks.first + weeks.count)};
    GILDE_ASSIGN_OR_RETURN(diary, ReadDiary(reader, name, window));
    return absl::OkStatus();
  }));
  person->time_zone = diary.availability.time_zone();
  person->zone = diary.zone;
  person->notice_minutes = diary.availability.notice_minutes();
  std::vector<domain::WeekBits> bits = domain::BitsOf(diary, weeks.first, weeks.count);
  for (int i = 0; i < weeks.count; ++i) {
    person->weeks[weeks.first + i] = std::make_shared<domain::WeekBits>(bits[static_cast<std::size_t>(i)]);
  }
  ToRedis(name, *person);
  return person;
}

absl::Status Calendars::Ensure(const base::Call& call, const std::vector<std::string>& people) {
  for (const std::string& name : people) {
    absl::Status known = store_.Get<v1::Availability>(call, domain::AvailabilityName(name)).status();
    if (!absl::IsNotFound(known)) {
      GILDE_RETURN_IF_ERROR(known);
      continue;
    }
    GILDE_ASSIGN_OR_RETURN(profile::v1::Profile profile, sources_.GetProfile(name));
    base::Call background = base::System("scheduling.calendar", call.now);
    GILDE_RETURN_IF_ERROR(store_.Apply(background, [&](storage::Writer& writer) -> absl::Status {
      absl::Status exists = writer.Get<v1::Availability>(domain::AvailabilityName(name)).status();
      if (!absl::IsNotFound(exists)) return exists;
      v1::Availability availability = domain::DefaultAvailability(name, profile.time_zone());
      availability.set_deactivated(profile.state() == profile::v1::Profile::DEACTIVATED);
      GILDE_RETURN_IF_ERROR(writer.Create(std::move(availability), "").status());
      return store::Touch(writer, name);
    }));
  }
  return absl::OkStatus();
}

absl::StatusOr<Calendars::Loaded> Calendars::Load(const base::Call& call, const std::vector<std::string>& people, domain::Weeks weeks) {
  std::vector<store::CalendarState> states;
  auto read_states = [&] {
    return store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
      GILDE_ASSIGN_OR_RETURN(states, store::States(reader, people, call.now - kBurdenCounts));
      return absl::OkStatus();
    });
  };
  GILDE_RETURN_IF_ERROR(read_states());
  if (std::any_of(states.begin(), states.end(), [](const store::CalendarState& state) { return state.version.empty(); })) {
    GILDE_RETURN_IF_ERROR(Ensure(call, people));
    GILDE_RETURN_IF_ERROR(read_states());
  }
  Loaded loaded;
  for (std::size_t i = 0; i < people.size(); ++i) {
    std::shared_ptr<const Person> person = memory_.Find(people[i], states[i].version);
    if (person == nullptr || !person->Has(weeks)) {
      std::shared_ptr<const Person> known = person;
      person = FromRedis(people[i], states[i].version, weeks);
      if (person == nullptr) {
        GILDE_ASSIGN_OR_RETURN(person, FromDatabase(call, people[i], weeks));
      }
      if (known != nullptr && known->version == person->version && known->weeks.size() + person->weeks.size() <= kMaxWeeks) {
        auto both = std::make_shared<Person>(*person);
        both->weeks.insert(known->weeks.begin(), known->weeks.end());
        person = both;
      }
      memory_.Put(people[i], person);
    }
    domain::Candidate candidate = {people[i], person->time_zone, person->zone, absl::Minutes(person->notice_minutes), states[i].burden, {}};
    for (int week = 0; week < weeks.count; ++week) {
      loaded.bits.push_back(person->weeks.at(weeks.first + week));
      candidate.weeks.push_back(loaded.bits.back().get());
    }
    loaded.people.push_back(std::move(candidate));
  }
  return loaded;
}

}  // namespace gilde::scheduling::api
