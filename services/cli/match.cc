// gilde match solve: the solvers of match runs on files of cases, without a server.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "common/base/errors.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/cli/commands.h"
#include "services/matching/domain/certificate.h"
#include "services/matching/domain/fairest.h"
#include "services/matching/domain/highest.h"
#include "services/matching/domain/peers.h"
#include "services/matching/domain/stable.h"

namespace gilde::cli {

using google::protobuf::Value;
using matching::domain::Placed;
using matching::domain::Placement;
using matching::v1::MatchCertificate;
using matching::v1::MatchRun;

namespace {

struct SolveFlags {
  std::string objective, cases, out;
};

// A whole number. For whatever else stands there -1: nothing has that number, is that many, or scores so.
std::int64_t Whole(const Value& value) {
  double number = value.number_value();
  bool whole = value.kind_case() == Value::kNumberValue && std::abs(number) < 1e15 && number == std::trunc(number);
  return whole ? static_cast<std::int64_t>(number) : -1;
}
int Number(std::int64_t whole) {
  constexpr std::int64_t kMost = std::numeric_limits<int>::max();
  return whole > kMost ? -1 : static_cast<int>(std::max<std::int64_t>(whole, -1));
}

const Value& At(const Value& object, const std::string& key) {
  static const auto& nothing = *new Value;
  auto found = object.struct_value().fields().find(key);
  return found == object.struct_value().fields().end() ? nothing : found->second;
}

// Calls `add` with each row of a list of lists of numbers; a number that is missing is -1.
void EachRow(const Value& list, const std::function<void(const std::vector<std::int64_t>&)>& add) {
  for (const Value& row : list.list_value().values()) {
    std::vector<std::int64_t> numbers;
    for (const Value& number : row.list_value().values()) numbers.push_back(Whole(number));
    numbers.resize(3, -1);
    add(numbers);
  }
}

Placement PlacementOf(const Value& input) {
  Placement placement;
  placement.mentees = Number(Whole(At(input, "mentees")));
  for (const Value& seats : At(input, "mentors").list_value().values()) placement.seats.push_back(Number(Whole(seats)));
  EachRow(At(input, "pairs"), [&](const std::vector<std::int64_t>& row) {
    placement.options.push_back({Number(row[0]), Number(row[1]), row[2]});
  });
  auto add_to = [](std::vector<std::pair<int, int>>& pairs) {
    return [&](const std::vector<std::int64_t>& row) { pairs.emplace_back(Number(row[0]), Number(row[1])); };
  };
  EachRow(At(input, "pins"), add_to(placement.pins));
  EachRow(At(input, "forbidden"), add_to(placement.forbidden));
  return placement;
}

std::string Result(const std::vector<std::pair<int, int>>& pairs, std::int64_t total, const std::string& certificate) {
  std::string list = absl::StrJoin(pairs, ", ", [](std::string* out, const std::pair<int, int>& pair) {
    absl::StrAppend(out, "[", pair.first, ", ", pair.second, "]");
  });
  std::string proof = certificate.empty() ? "" : absl::StrCat(", \"certificate\": {", certificate, "}");
  return absl::StrCat("\"pairs\": [", list, "], \"total\": ", total, proof);
}

std::string Result(const Placed& placed, const std::string& certificate) {
  std::vector<std::pair<int, int>> pairs;
  for (size_t mentee = 0; mentee < placed.mentor_of.size(); ++mentee) {
    if (placed.mentor_of[mentee] >= 0) pairs.emplace_back(static_cast<int>(mentee), placed.mentor_of[mentee]);
  }
  return Result(pairs, placed.total, certificate);
}

// A field of a certificate that is a list, as JSON.
template <typename List>
std::string Field(const char* name, const List& list) {
  return absl::StrCat("\"", name, "\": [", absl::StrJoin(list, ", "), "]");
}

std::string PeerCertificate(const MatchCertificate& proof) {
  std::string sets = absl::StrJoin(proof.odd_sets(), ", ", [](std::string* out, const MatchCertificate::OddSet& set) {
    absl::StrAppend(out, "{", Field("people", set.people()), ", \"price\": ", set.price(), "}");
  });
  return absl::StrCat(Field("person_prices", proof.person_prices()), ", \"odd_sets\": [", sets, "], \"bonus\": ", proof.bonus());
}

std::string Certificate(MatchRun::Objective objective, const MatchCertificate& proof) {
  if (objective == MatchRun::STABLE) return absl::StrCat("\"blocking_pairs\": ", proof.blocking_pairs());
  std::string hall = Field("hall_mentees", proof.hall_mentees());
  if (objective == MatchRun::FAIREST) {
    return absl::StrCat(hall, ", \"lowest_score\": ", proof.lowest_score(), ", ",
                        Field("threshold_hall_mentees", proof.threshold_hall_mentees()));
  }
  std::string prices = absl::StrCat(Field("mentee_prices", proof.mentee_prices()), ", ", Field("seat_prices", proof.seat_prices()),
                                    ", \"bonus\": ", proof.bonus());
  return objective == MatchRun::HIGHEST_PARTICIPATION ? absl::StrCat(prices, ", ", hall) : prices;
}

std::string SolvePeers(const Value& input, bool most_pairs) {
  int people = Number(Whole(At(input, "people")));
  std::vector<matching::domain::PeerOption> options;
  std::set<std::pair<int, int>> seen;
  std::string wrong = people < 0 ? "negative-count" : "";
  EachRow(At(input, "pairs"), [&](const std::vector<std::int64_t>& row) {
    const auto& option = options.emplace_back(matching::domain::PeerOption{Number(row[0]), Number(row[1]), row[2]});
    if (!wrong.empty()) return;
    if (option.first < 0 || option.first >= option.second || option.second >= people) wrong = "unknown-pair";
    if (option.score < 0 || option.score > matching::domain::kMostPoints) wrong = "score-out-of-range";
    if (!seen.emplace(option.first, option.second).second) wrong = "duplicate-pair";
  });
  if (!wrong.empty()) return absl::StrCat("\"error\": \"", wrong, "\"");
  matching::domain::PricedPeers peers = PairAndPricePeers(people, options, most_pairs);
  std::vector<std::pair<int, int>> pairs;
  std::int64_t total = 0;
  for (const auto& option : options) {
    if (peers.partner[static_cast<size_t>(option.first)] != option.second) continue;
    pairs.emplace_back(option.first, option.second);
    total += option.score;
  }
  return Result(pairs, total, PeerCertificate(matching::domain::CertificateOf(peers)));
}

std::string SolveOne(const std::string& objective, const Value& input) {
  if (objective == "peer") return SolvePeers(input, false);
  Placement placement = PlacementOf(input);
  if (base::Violations wrong = CheckPlacement(placement); !wrong.empty()) {
    return absl::StrCat("\"error\": \"", absl::AsciiStrToLower(absl::StrReplaceAll(wrong.items()[0].reason, {{"_", "-"}})), "\"");
  }
  auto proved = [&](MatchRun::Objective wanted, const Placed& placed, const matching::domain::Prices* prices) {
    return Result(placed, Certificate(wanted, CertificateOf(wanted, placement, placed, prices)));
  };
  if (objective == "stable") return proved(MatchRun::STABLE, Stable(placement), nullptr);
  if (objective == "fairest") return proved(MatchRun::FAIREST, Fairest(placement), nullptr);
  bool score = objective == "highest-score";
  matching::domain::Highest highest = score ? HighestScore(placement) : HighestParticipation(placement);
  return proved(score ? MatchRun::HIGHEST_SCORE : MatchRun::HIGHEST_PARTICIPATION, highest.placed, &highest.prices);
}

absl::Status Solve(const SolveFlags& flags) {
  std::ifstream in(flags.cases, std::ios::binary);
  std::stringstream text;
  if (!(text << in.rdbuf())) return absl::NotFoundError(absl::StrCat("cannot read ", flags.cases));
  Value document;
  auto parsed = google::protobuf::util::JsonStringToMessage(text.str(), &document);
  if (!parsed.ok()) return absl::InvalidArgumentError(absl::StrCat(flags.cases, " is not JSON: ", std::string(parsed.message())));
  std::ofstream out(flags.out, std::ios::binary);
  std::string separator = "\n";
  out << "{\"results\": [";
  for (const Value& one : At(document, "cases").list_value().values()) {
    std::string name = absl::StrReplaceAll(At(one, "name").string_value(), {{"\\", "\\\\"}, {"\"", "\\\""}});
    out << separator << "{\"name\": \"" << name << "\", " << SolveOne(flags.objective, At(one, "input")) << "}";
    separator = ",\n";
  }
  out << "\n]}\n" << std::flush;
  return out ? absl::OkStatus() : absl::DataLossError(absl::StrCat("cannot write ", flags.out));
}

}  // namespace

void AddMatch(CLI::App& app, Context& context) {
  auto flags = std::make_shared<SolveFlags>();
  CLI::App* match = app.add_subcommand("match", "Who is placed with whom");
  match->require_subcommand(1);
  CLI::App* solve = match->add_subcommand("solve", "Solves cases in a file; needs no server");
  solve->add_option("--objective", flags->objective, "What is wanted")
      ->required()
      ->check(CLI::IsMember({"highest-score", "highest-participation", "stable", "fairest", "peer"}));
  solve->add_option("--cases", flags->cases, "JSON: {\"cases\": [{\"name\", \"input\"}]}")->required();
  solve
      ->add_option("--out", flags->out,
                   "File for {\"results\": [{\"name\", \"pairs\", \"total\", \"certificate\"} or {\"name\", \"error\"}]}")
      ->required();
  solve->callback([flags, &context] { context.action = [flags](const Connection&) { return Solve(*flags); }; });
  AddMatchRuns(*match, context);
}

}  // namespace gilde::cli
