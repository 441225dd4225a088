#include "services/cli/simulate/summary.h"

#include <algorithm>
#include <iostream>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/zones.h"
#include "gilde/matching/v1/mentorship.pb.h"
#include "gilde/scheduling/v1/meeting.pb.h"
#include "services/cli/measures.h"
#include "services/cli/output.h"

namespace gilde::cli::simulation {

using gilde::common::v1::Event;
using gilde::matching::v1::Mentorship;
using gilde::scheduling::v1::Meeting;

namespace {

constexpr absl::Duration kWeek = absl::Hours(24 * 7);
constexpr absl::Duration kMonth = absl::Hours(24 * 30);

// A pair as far as the figures need it.
struct Course {
  absl::Time start = absl::InfiniteFuture(), end = absl::InfiniteFuture();
  bool good_end = false;
  int temperament = 0;
  int rung = -1;  // of the silence ladder, now
};

class Follower {
 public:
  Follower(const World& world, Summary& summary) : world_(world), summary_(summary) {
    for (const char* rung : {"quiet", "soft check-in", "ten minutes offered", "pause offered"}) summary_.ladder.push_back({rung});
    summary_.months.resize(static_cast<size_t>(world.flags.months));
  }

  void Matching(const Event& event) {
    Mentorship mentorship;
    if (!event.payload().UnpackTo(&mentorship)) return;
    const std::string type = event.type().substr(event.type().find('.') + 1);
    Course& course = courses_[event.subject()];
    if (type == "started") {
      course.start = base::FromProto(event.time());
      summary_.matched_again += static_cast<int>(mismatched_.erase(mentorship.mentees(0)));
      auto mentee = world_.by_name.find(mentorship.mentees(0));
      if (mentee != world_.by_name.end()) course.temperament = static_cast<int>(mentee->second->temperament);
    } else if (type == "ended") {
      course.end = base::FromProto(event.time());
      course.good_end = mentorship.end_reason() == Mentorship::GOALS_REACHED || mentorship.end_reason() == Mentorship::TERM ||
                        mentorship.end_reason() == Mentorship::PROGRAM_ENDED;
      if (mentorship.end_reason() == Mentorship::MOVED_ON) ++summary_.moved_on;
      if (mentorship.end_reason() == Mentorship::MISMATCH) ++summary_.mismatches, mismatched_.insert(mentorship.mentees(0));
      Leave(course, &Rung::ended);
    } else if (type == "quiet") {
      Reach(course, 0);
    } else if (type == "soft_check_in") {
      Reach(course, 1);
    } else if (type == "ten_minutes_offered") {
      Reach(course, 2);
    } else if (type == "pause_offered") {
      Reach(course, 3);
    } else if (type == "contacted") {
      Leave(course, &Rung::came_back);
    } else if (type == "paused") {
      Leave(course, &Rung::paused);
    }
  }

  void Scheduling(const Event& event) {
    Meeting meeting;
    if (!event.payload().UnpackTo(&meeting)) return;
    auto month = static_cast<size_t>((base::FromProto(meeting.start_time()) - world_.begin) / kMonth);
    OnTime& on_time = summary_.months[std::min(month, summary_.months.size() - 1)];
    if (event.type() == "meeting.completed") {
      ++on_time.agendas;
      if (meeting.has_agenda_set_time() && base::FromProto(meeting.agenda_set_time()) <= base::FromProto(meeting.agenda_due_time())) {
        ++on_time.agendas_in_time;
      }
    } else if (event.type() == "meeting.follow_up_submitted" && !meeting.has_follow_up_missed_time()) {
      ++on_time.follow_ups;
      ++on_time.follow_ups_in_time;
    } else if (event.type() == "meeting.follow_up_missed") {
      ++on_time.follow_ups;
    }
  }

  void Finish() {
    const auto weeks = static_cast<int>((world_.end - world_.begin) / kWeek);
    for (int t = 0; t < kTemperaments; ++t) {
      double together = 1;
      std::vector<double>& survival = summary_.survival[static_cast<size_t>(t)];
      for (int week = 0; week < weeks; ++week) {
        int at_risk = 0, parted = 0;
        for (const auto& [name, course] : courses_) {
          if (course.temperament == t) Count(course, week, at_risk, parted);
        }
        if (at_risk == 0) break;
        together *= 1 - static_cast<double>(parted) / at_risk;
        survival.push_back(together);
      }
    }
    for (const auto& [name, course] : courses_) {
      if (course.start < absl::InfiniteFuture()) ++summary_.pairs[static_cast<size_t>(course.temperament)];
    }
  }

 private:
  // Whether the pair was together when this week of its life began, and parted in it.
  void Count(const Course& course, int week, int& at_risk, int& parted) const {
    absl::Time seen = std::min(course.end, world_.end);
    if (seen - course.start < week * kWeek || course.start == absl::InfiniteFuture()) return;
    bool ended = course.end <= world_.end && !course.good_end && course.end - course.start < (week + 1) * kWeek;
    bool left_out = !ended && seen - course.start < (week + 1) * kWeek;
    if (left_out) return;
    ++at_risk;
    parted += ended ? 1 : 0;
  }
  void Reach(Course& course, int rung) {
    course.rung = rung;
    ++summary_.ladder[static_cast<size_t>(rung)].reached;
  }
  void Leave(Course& course, int Rung::*how) {
    if (course.rung >= 0) ++(summary_.ladder[static_cast<size_t>(course.rung)].*how);
    course.rung = -1;
  }

  const World& world_;
  Summary& summary_;
  std::map<std::string, Course> courses_;
  std::set<std::string> mismatched_;  // mentees who look for somebody else
};

std::string Percent(int part, int of) { return of == 0 ? "-" : absl::StrFormat("%.0f %%", 100.0 * part / of); }

std::string Kept(int count) { return count == 0 ? Green("none") : Red(absl::StrCat(count)); }

}  // namespace

Summary Summarize(const World& world, const std::vector<Event>& matching, const std::vector<Event>& scheduling) {
  Summary summary;
  Follower follower(world, summary);
  for (const Event& event : matching) follower.Matching(event);
  for (const Event& event : scheduling) follower.Scheduling(event);
  follower.Finish();
  for (const Person& person : world.people) {
    if (!person.mentor) ++summary.mentees[static_cast<size_t>(person.temperament)];
  }
  summary.refusals = world.refusals.counts();
  summary.events = matching.size() + scheduling.size();
  return summary;
}

std::vector<std::pair<std::string, std::string>> ProgramRows(const Summary& summary) {
  auto rows = MeasureRows(summary.measures);
  rows.emplace_back("matched again after a mismatch", absl::StrCat(summary.matched_again, " of ", summary.mismatches));
  return rows;
}

void PrintSummary(const World& world, const Summary& summary) {
  std::cout << Bold("Who") << '\n';
  std::vector<std::vector<std::string>> table = {{"  temperament", "mentees", "pairs", "together after 4 weeks", "12", "20"}};
  for (size_t t = 0; t < kTemperaments; ++t) {
    std::vector<std::string> row = {absl::StrCat("  ", HabitsOf(static_cast<Temperament>(t)).name), absl::StrCat(summary.mentees[t]),
                                    absl::StrCat(summary.pairs[t])};
    const std::vector<double>& survival = summary.survival[t];
    for (size_t weeks : {4, 12, 20}) row.push_back(survival.size() < weeks ? "-" : absl::StrFormat("%.0f %%", 100 * survival[weeks - 1]));
    table.push_back(row);
  }
  PrintTable(table);
  std::cout << '\n' << Bold("The program") << '\n';
  table.clear();
  for (const auto& [name, value] : ProgramRows(summary)) table.push_back({"  " + name, value});
  PrintTable(table);
  std::cout << '\n' << Bold("In time, by month") << '\n';
  table = {{"  month", "agendas", "follow-ups", "meetings"}};
  for (size_t i = 0; i < summary.months.size(); ++i) {
    const OnTime& month = summary.months[i];
    table.push_back({absl::StrCat("  ", i + 1), Percent(month.agendas_in_time, month.agendas),
                     Percent(month.follow_ups_in_time, month.follow_ups), absl::StrCat(month.agendas)});
  }
  PrintTable(table);
  std::cout << '\n' << Bold("Silence") << '\n';
  table = {{"  rung", "pairs", "came back", "paused", "ended"}};
  for (const Rung& rung : summary.ladder) {
    table.push_back({absl::StrCat("  ", rung.name), absl::StrCat(rung.reached), absl::StrCat(rung.came_back), absl::StrCat(rung.paused),
                     absl::StrCat(rung.ended)});
  }
  table.push_back({"  moved on", absl::StrCat(summary.moved_on), "", "", ""});
  PrintTable(table);
  std::cout << '\n' << Bold("Nudges") << '\n';
  table.clear();
  for (const auto& [rule, count] : summary.nudges.by_rule) table.push_back({"  " + rule, absl::StrCat(count)});
  PrintTable(table);
  std::cout << "  " << summary.nudges.nudges << " nudges of " << summary.messages
            << " messages. Over the cap: " << Kept(summary.nudges.over_cap) << "; in quiet hours: " << Kept(summary.nudges.in_quiet_hours)
            << "; to a paused pair: " << Kept(summary.nudges.to_paused_pairs) << "; with a word of blame: " << Kept(summary.blaming)
            << ".\n";
  for (const std::vector<std::string>& examples : {summary.nudges.examples, summary.examples}) {
    for (const std::string& example : examples) std::cout << "  " << Red(example) << '\n';
  }
  std::cout << '\n' << Bold("Tried too late, and refused") << '\n';
  table.clear();
  for (const auto& [reason, count] : summary.refusals) table.push_back({"  " + reason, absl::StrCat(count)});
  PrintTable(table);
  std::cout << '\n'
            << summary.events << " events, from " << absl::FormatCivilTime(absl::ToCivilDay(world.begin, absl::UTCTimeZone())) << " to "
            << absl::FormatCivilTime(absl::ToCivilDay(world.end, absl::UTCTimeZone())) << ".\n";
}

}  // namespace gilde::cli::simulation
