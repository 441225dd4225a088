#include "services/cli/pairs.h"

#include <zlib.h>

#include <algorithm>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/errors.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/cli/csv.h"

namespace gilde::cli {

using google::protobuf::Struct;
using google::protobuf::Value;
using matching::domain::Known;

namespace {

absl::Status Wrong(const std::string& why) { return absl::InvalidArgumentError(absl::StrCat("the mapping ", why)); }

// zlib reads what is compressed and what is not.
absl::StatusOr<std::string> ReadMaybeCompressed(const std::string& path) {
  std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), &gzclose);
  if (file == nullptr) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::string text, block(1 << 16, '\0');
  int read = 0;
  while ((read = gzread(file.get(), block.data(), static_cast<unsigned>(block.size()))) > 0)
    text.append(block, 0, static_cast<size_t>(read));
  if (read < 0) return absl::DataLossError(absl::StrCat("cannot read ", path));
  return text;
}

absl::StatusOr<std::string> Text(const Struct& object, const std::string& key) {
  auto found = object.fields().find(key);
  if (found == object.fields().end() || found->second.string_value().empty()) return Wrong(absl::StrCat("needs `", key, "`, a text"));
  return found->second.string_value();
}

absl::StatusOr<PairMapping::Side> SideOf(const Struct& object, const std::string& key) {
  PairMapping::Side side;
  GILDE_ASSIGN_OR_RETURN(side.id, Text(object, key + "_id"));
  auto found = object.fields().find(key);
  if (found == object.fields().end() || !found->second.has_struct_value()) {
    return Wrong(absl::StrCat("needs `", key, "`, which names a column for each attribute"));
  }
  for (const auto& [attribute, column] : found->second.struct_value().fields()) {
    if (column.string_value().empty()) return Wrong(absl::StrCat("names no column for `", attribute, "`"));
    side.columns[attribute] = column.string_value();
  }
  return side;
}

std::set<std::string> Texts(const Struct& object, const std::string& key, std::set<std::string> otherwise) {
  auto found = object.fields().find(key);
  if (found == object.fields().end()) return otherwise;
  std::set<std::string> texts;
  for (const Value& value : found->second.list_value().values()) texts.insert(value.string_value());
  return texts;
}

absl::StatusOr<size_t> ColumnOf(const CsvRow& header, const std::string& name) {
  auto found = std::find(header.cells.begin(), header.cells.end(), name);
  if (found == header.cells.end()) return absl::InvalidArgumentError(absl::StrCat("the file has no column `", name, "`"));
  return static_cast<size_t>(found - header.cells.begin());
}

// Where the id and the attributes of one of the two are in a row.
struct Places {
  size_t id = 0;
  std::vector<size_t> attributes;  // in order of their names
};

absl::StatusOr<Places> PlacesOf(const CsvRow& header, const PairMapping::Side& side) {
  Places places;
  GILDE_ASSIGN_OR_RETURN(places.id, ColumnOf(header, side.id));
  for (const auto& [attribute, column] : side.columns) {
    GILDE_ASSIGN_OR_RETURN(places.attributes.emplace_back(), ColumnOf(header, column));
  }
  return places;
}

std::vector<std::string> CellsOf(const CsvRow& row, const Places& places) {
  std::vector<std::string> cells;
  for (size_t place : places.attributes) cells.push_back(row.cells[place]);
  return cells;
}

}  // namespace

absl::StatusOr<PairMapping> PairMapping::Parse(const std::string& json) {
  Struct object;
  auto parsed = google::protobuf::util::JsonStringToMessage(json, &object);
  if (!parsed.ok()) return Wrong(absl::StrCat("is no JSON object: ", std::string(parsed.message())));
  const std::set<std::string> known = {"about", "mentee_id", "mentor_id", "decision", "taken", "split", "mentee", "mentor", "numbers"};
  for (const auto& [key, value] : object.fields()) {
    if (known.count(key) == 0) return Wrong(absl::StrCat("has `", key, "`, which means nothing"));
  }
  PairMapping mapping;
  GILDE_ASSIGN_OR_RETURN(mapping.mentee, SideOf(object, "mentee"));
  GILDE_ASSIGN_OR_RETURN(mapping.mentor, SideOf(object, "mentor"));
  if (object.fields().count("decision") > 0) {
    GILDE_ASSIGN_OR_RETURN(mapping.decision, Text(object, "decision"));
  }
  if (object.fields().count("split") > 0) {
    GILDE_ASSIGN_OR_RETURN(mapping.split, Text(object, "split"));
  }
  mapping.taken = Texts(object, "taken", mapping.taken);
  mapping.numbers = Texts(object, "numbers", {});
  return mapping;
}

const Known* PairFile::Find(const PairMapping& mapping, const PairMapping::Side& side, std::vector<std::string> cells, People& people) {
  auto [place, is_new] = people.try_emplace(std::move(cells), nullptr);
  if (!is_new) return place->second;
  Known& known = known_.emplace_back();
  auto cell = place->first.begin();
  for (const auto& [attribute, column] : side.columns) {
    const std::string& text = *cell++;
    if (mapping.numbers.count(attribute) > 0) {
      std::int64_t number = 0;
      if (absl::SimpleAtoi(text, &number)) known.Put(attribute, number);
      continue;
    }
    std::vector<std::string> elements;
    for (absl::string_view part : absl::StrSplit(text, mapping.split)) {
      std::string element(absl::StripAsciiWhitespace(part));
      if (!element.empty()) elements.push_back(std::move(element));
    }
    known.Put(attribute, std::move(elements));
  }
  place->second = &known;
  return &known;
}

absl::StatusOr<PairFile> PairFile::Read(const std::string& path, const PairMapping& mapping, bool decided) {
  GILDE_ASSIGN_OR_RETURN(std::string text, ReadMaybeCompressed(path));
  GILDE_ASSIGN_OR_RETURN(std::vector<CsvRow> rows, ParseCsv(text));
  if (rows.empty()) return absl::InvalidArgumentError(absl::StrCat(path, " has no header"));
  GILDE_ASSIGN_OR_RETURN(Places mentees, PlacesOf(rows[0], mapping.mentee));
  GILDE_ASSIGN_OR_RETURN(Places mentors, PlacesOf(rows[0], mapping.mentor));
  size_t decision = 0;
  if (decided && mapping.decision.empty()) return Wrong("needs `decision`, the column to learn from");
  if (decided) {
    GILDE_ASSIGN_OR_RETURN(decision, ColumnOf(rows[0], mapping.decision));
  }
  PairFile file;
  People mentee_answers, mentor_answers;
  for (size_t i = 1; i < rows.size(); ++i) {
    CsvRow& row = rows[i];
    if (row.cells.size() > rows[0].cells.size()) {
      return absl::InvalidArgumentError(absl::StrCat("line ", row.line, " has more cells than the header"));
    }
    row.cells.resize(rows[0].cells.size());
    Pair& pair = file.pairs_.emplace_back();
    pair.mentee = row.cells[mentees.id];
    pair.mentor = row.cells[mentors.id];
    pair.of_mentee = file.Find(mapping, mapping.mentee, CellsOf(row, mentees), mentee_answers);
    pair.of_mentor = file.Find(mapping, mapping.mentor, CellsOf(row, mentors), mentor_answers);
    pair.taken = decided && mapping.taken.count(row.cells[decision]) > 0;
  }
  return file;
}

}  // namespace gilde::cli
