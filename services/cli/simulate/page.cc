// The report of a simulation as one page: no script, no font and no picture from anywhere else.
#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "services/cli/simulate/summary.h"

namespace gilde::cli::simulation {

namespace {

// Told apart by people who see few colours too: Okabe and Ito, Color Universal Design, 2008.
constexpr std::array<const char*, kTemperaments> kColours = {"#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7"};

constexpr char kStyle[] = R"(
:root { color-scheme: light dark; --ink: #1c2430; --paper: #fff; --line: #c9d0da; --soft: #5b6675; --bar: #0072b2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --paper: #14181f; --line: #3a4350; --soft: #9aa5b4; --bar: #56b4e9; } }
body { margin: 0 auto; padding: 2rem 1rem; max-width: 60rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .25rem; }
p { margin: .25rem 0 .75rem; color: var(--soft); }
svg { width: 100%; height: auto; display: block; } svg text { font: 13px system-ui, sans-serif; fill: var(--ink); }
svg .soft { fill: var(--soft); } svg .axis { stroke: var(--line); }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); } td + td, th + th { text-align: right; }
.kept { color: #008060; font-weight: 600; } .broken { color: #c0392b; font-weight: 600; }
)";

constexpr int kWidth = 860;

std::string Text(double x, double y, const std::string& words, const char* anchor = "start", const char* style = "") {
  return absl::StrFormat("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>%s</text>\n", x, y, anchor, style, words);
}

std::string Box(double x, double y, double width, double height, const std::string& fill, const std::string& title) {
  return absl::StrFormat("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" fill=\"%s\"><title>%s</title></rect>\n", x, y,
                         std::max(width, 0.0), std::max(height, 0.0), fill, title);
}

std::string Figure(const std::string& id, const std::string& title, const std::string& words, int height, const std::string& drawing) {
  return absl::StrCat("<section id=\"", id, "\">\n<h2>", title, "</h2>\n<p>", words, "</p>\n<svg viewBox=\"0 0 ", kWidth, " ", height,
                      "\" role=\"img\" aria-label=\"", title, "\">\n", drawing, "</svg>\n</section>\n");
}

std::string Funnel(const Summary& summary) {
  const auto& funnel = summary.measures.funnel();
  int mentees = 0;
  for (int count : summary.mentees) mentees += count;
  const std::vector<std::pair<std::string, int>> steps = {{"mentees", mentees},
                                                          {"requests sent", funnel.requests_sent()},
                                                          {"requests accepted", funnel.requests_accepted()},
                                                          {"first meetings held", funnel.first_meetings_held()},
                                                          {"introductions continued", funnel.intros_continued()},
                                                          {"mentorships active", funnel.activated()},
                                                          {"completed", funnel.completed()}};
  int most = 1;
  for (const auto& [name, count] : steps) most = std::max(most, count);
  std::string drawing;
  double y = 8;
  for (const auto& [name, count] : steps) {
    double width = 580.0 * count / most;
    drawing += Text(196, y + 19, name, "end");
    drawing += Box(208, y, width, 28, "var(--bar)", absl::StrCat(name, ": ", count));
    drawing += Text(208 + width + 8, y + 19, absl::StrCat(count));
    y += 36;
  }
  return Figure("funnel", "From the first approach to the end", "How many came to each step. A mentee may write more than one request.",
                static_cast<int>(y) + 4, drawing);
}

// Axes from 0 to 100 % over the steps from `first` to `steps`, and where a point lies.
struct Axes {
  double left = 52, top = 12, width = 660, height = 260;
  int first = 0, steps = 1;
  double X(double step) const { return left + width * (step - first) / std::max(steps - first, 1); }
  double Y(double part) const { return top + height * (1 - part); }
  std::string Draw(const std::string& unit, int every) const {
    std::string drawing;
    for (int percent = 0; percent <= 100; percent += 25) {
      double y = Y(percent / 100.0);
      drawing += absl::StrFormat("<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n", left, left + width, y, y);
      drawing += Text(left - 8, y + 4, absl::StrCat(percent, " %"), "end", " class=\"soft\"");
    }
    for (int step = first; step <= steps; step += every) {
      drawing += Text(X(step), top + height + 20, absl::StrCat(step), "middle", " class=\"soft\"");
    }
    return drawing + Text(left + width, top + height + 40, unit, "end", " class=\"soft\"");
  }
  std::string Line(const std::vector<std::pair<double, double>>& points, const char* colour) const {
    std::vector<std::string> places;
    places.reserve(points.size());
    for (const auto& [step, part] : points) places.push_back(absl::StrFormat("%.1f,%.1f", X(step), Y(part)));
    return absl::StrFormat("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\"/>\n", absl::StrJoin(places, " "),
                           colour);
  }
};

// Names at the right end of lines, moved apart where they would lie on each other.
std::string Names(std::vector<std::pair<double, std::pair<std::string, const char*>>> names, double x) {
  std::sort(names.begin(), names.end());
  std::string drawing;
  double least = 0;
  for (const auto& [y, name] : names) {
    double place = std::max(y + 4, least);
    drawing += Box(x, place - 10, 10, 10, name.second, name.first);
    drawing += Text(x + 16, place, name.first);
    least = place + 17;
  }
  return drawing;
}

std::string Survival(const Summary& summary) {
  Axes axes;
  for (const auto& survival : summary.survival) axes.steps = std::max(axes.steps, static_cast<int>(survival.size()));
  std::string drawing = axes.Draw("weeks since the pair began", 4);
  std::vector<std::pair<double, std::pair<std::string, const char*>>> names;
  for (size_t t = 0; t < kTemperaments; ++t) {
    if (summary.survival[t].empty()) continue;
    std::vector<std::pair<double, double>> points = {{0, 1}};
    for (double together : summary.survival[t]) points.emplace_back(static_cast<double>(points.size()), together);
    drawing += axes.Line(points, kColours[t]);
    names.push_back({axes.Y(points.back().second), {HabitsOf(static_cast<Temperament>(t)).name, kColours[t]}});
  }
  return Figure(
      "survival", "Pairs that are still together",
      "By the mentee's temperament; an estimate after Kaplan and Meier. A pair that came to its good end is not counted as parted.", 330,
      drawing + Names(names, axes.left + axes.width + 12));
}

std::string InTime(const Summary& summary) {
  Axes axes;
  axes.first = 1;
  axes.steps = static_cast<int>(summary.months.size());
  std::vector<std::pair<double, double>> agendas, follow_ups;
  for (size_t i = 0; i < summary.months.size(); ++i) {
    const OnTime& month = summary.months[i];
    auto step = static_cast<double>(i) + 1;
    if (month.agendas > 0) agendas.emplace_back(step, static_cast<double>(month.agendas_in_time) / month.agendas);
    if (month.follow_ups > 0) follow_ups.emplace_back(step, static_cast<double>(month.follow_ups_in_time) / month.follow_ups);
  }
  std::string drawing = axes.Draw("month", 1) + axes.Line(agendas, kColours[0]) + axes.Line(follow_ups, kColours[3]);
  std::vector<std::pair<double, std::pair<std::string, const char*>>> names;
  if (!agendas.empty()) names.push_back({axes.Y(agendas.back().second), {"agendas", kColours[0]}});
  if (!follow_ups.empty()) names.push_back({axes.Y(follow_ups.back().second), {"follow-ups", kColours[3]}});
  return Figure("in-time", "Done in time", "Agendas the day before, follow-ups the day after, by the month of the meeting.", 330,
                drawing + Names(names, axes.left + axes.width + 12));
}

std::string Ladder(const Summary& summary) {
  int most = 1;
  for (const Rung& rung : summary.ladder) most = std::max(most, rung.reached);
  const double scale = 220.0 / most, top = 34, width = 90, gap = 84;
  std::string drawing;
  double x = 10;
  for (size_t i = 0; i < summary.ladder.size(); ++i) {
    const Rung& rung = summary.ladder[i];
    int next = i + 1 < summary.ladder.size() ? summary.ladder[i + 1].reached : summary.moved_on;
    const std::vector<std::tuple<const char*, int, const char*>> parts = {
        {"went on", next, "#d55e00"},
        {"came back", rung.came_back, "#009e73"},
        {"paused", rung.paused, "#56b4e9"},
        {"other", rung.reached - next - rung.came_back - rung.paused, "#9aa5b4"}};
    drawing += Text(x, 20, absl::StrCat(rung.name, ": ", rung.reached));
    double y = top;
    for (const auto& [name, count, colour] : parts) {
      if (count <= 0) continue;
      drawing += Box(x, y, width, count * scale, colour, absl::StrCat(rung.name, ", ", name, ": ", count));
      if (count * scale > 14) {
        drawing += Text(x + width / 2, y + count * scale / 2 + 5, absl::StrCat(count), "middle", " style=\"fill:#fff\"");
      }
      y += count * scale;
    }
    drawing += absl::StrFormat("<polygon points=\"%.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f\" fill=\"#d55e00\" opacity=\"0.25\"/>\n",
                               x + width, top, x + width + gap, top, x + width + gap, top + next * scale, x + width, top + next * scale);
    x += width + gap;
  }
  drawing += Text(x, 20, absl::StrCat("moved on: ", summary.moved_on));
  drawing += Box(x, top, width, summary.moved_on * scale, "#d55e00", absl::StrCat("moved on: ", summary.moved_on));
  double legend = 10;
  for (const auto& [name, colour] : std::vector<std::pair<const char*, const char*>>{{"went on to the next rung", "#d55e00"},
                                                                                     {"came back", "#009e73"},
                                                                                     {"paused", "#56b4e9"},
                                                                                     {"ended otherwise, or waits", "#9aa5b4"}}) {
    drawing += Box(legend, 276, 10, 10, colour, name);
    drawing += Text(legend + 16, 286, name);
    legend += 210;
  }
  return Figure("ladder", "The silence ladder", "Where pairs that had gone quiet went, rung by rung.", 300, drawing);
}

std::string Rows(const std::vector<std::pair<std::string, std::string>>& rows) {
  std::string table = "<table>\n";
  for (const auto& [name, value] : rows) absl::StrAppend(&table, "<tr><td>", name, "</td><td>", value, "</td></tr>\n");
  return table + "</table>\n";
}

std::string Promise(const std::string& what, int broken) {
  return absl::StrCat("<tr><td>", what, "</td><td class=\"", broken == 0 ? "kept\">kept" : absl::StrCat("broken\">", broken, " times not"),
                      "</td></tr>\n");
}

std::string Nudges(const Summary& summary) {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const auto& [rule, count] : summary.nudges.by_rule) rows.emplace_back(rule, absl::StrCat(count));
  return absl::StrCat("<section id=\"nudges\">\n<h2>Nudges</h2>\n<p>", summary.nudges.nudges, " nudges of ", summary.messages,
                      " messages, each held against what people were promised.</p>\n<table>\n",
                      Promise("never more than three in a week", summary.nudges.over_cap),
                      Promise("never in somebody's quiet hours", summary.nudges.in_quiet_hours),
                      Promise("none to a pair that has paused", summary.nudges.to_paused_pairs),
                      Promise("no word of blame in any message", summary.blaming), "</table>\n", Rows(rows), "</section>\n");
}

}  // namespace

std::string PageOf(const World& world, const Summary& summary) {
  std::string begin = absl::FormatCivilTime(absl::ToCivilDay(world.begin, absl::UTCTimeZone()));
  std::string end = absl::FormatCivilTime(absl::ToCivilDay(world.end, absl::UTCTimeZone()));
  return absl::StrCat(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Gilde: a simulated program</title>\n<style>",
      kStyle, "</style>\n</head>\n<body>\n<h1>A simulated program</h1>\n<p>", world.flags.pairs, " mentees, ", begin, " to ", end,
      ", seed ", world.flags.seed, "; ", summary.events, " events.</p>\n", Funnel(summary), Survival(summary), InTime(summary),
      Ladder(summary), Nudges(summary), "<section id=\"measures\">\n<h2>The program's report</h2>\n", Rows(ProgramRows(summary)),
      "</section>\n</body>\n</html>\n");
}

}  // namespace gilde::cli::simulation
