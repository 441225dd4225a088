#include "services/cli/mapping.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/base/errors.h"
#include "common/base/files.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/cli/fields.h"

namespace gilde::cli {

namespace {

absl::Status Bad(const std::string& what) { return absl::InvalidArgumentError(absl::StrCat("mapping: ", what)); }

std::map<std::string, std::string> Texts(const google::protobuf::Value& value) {
  std::map<std::string, std::string> texts;
  for (const auto& [key, text] : value.struct_value().fields()) texts[key] = text.string_value();
  return texts;
}

}  // namespace

absl::StatusOr<Mapping> Mapping::Parse(const std::string& json) {
  google::protobuf::Struct document;
  auto status = google::protobuf::util::JsonStringToMessage(json, &document);
  if (!status.ok()) return Bad(absl::StrCat("not JSON: ", std::string(status.message())));
  auto fields = document.fields().find("fields");
  if (fields == document.fields().end() || fields->second.list_value().values().empty()) return Bad("no \"fields\"");
  static const std::set<std::string> kKeys = {"field", "column", "constant", "split", "item", "values", "template", "when"};
  Mapping mapping;
  for (const auto& value : fields->second.list_value().values()) {
    Rule rule;
    for (const auto& [key, part] : value.struct_value().fields()) {
      if (kKeys.count(key) == 0) return Bad(absl::StrCat("unknown key \"", key, "\""));
      if (key == "field") rule.field = part.string_value();
      if (key == "column") rule.column = part.string_value(), rule.has_column = true;
      if (key == "constant") rule.constant = part.string_value();
      if (key == "split") rule.split = part.string_value();
      if (key == "item") rule.item = static_cast<int>(part.number_value());
      if (key == "values") rule.values = Texts(part);
      if (key == "template") rule.pattern = part.string_value();
      if (key == "when") rule.when = Texts(part);
    }
    if (FieldWriters().count(rule.field) == 0) {
      return Bad(absl::StrCat("unknown field \"", rule.field, "\"; fields are ", absl::StrJoin(FieldNames(), ", ")));
    }
    if (rule.has_column == !rule.constant.empty()) return Bad(absl::StrCat(rule.field, ": give either \"column\" or \"constant\""));
    mapping.rules_.push_back(std::move(rule));
  }
  return mapping;
}

bool Mapping::Fits(const std::vector<std::string>& header) const {
  std::set<std::string> columns(header.begin(), header.end());
  return std::all_of(rules_.begin(), rules_.end(), [&](const Rule& rule) { return !rule.has_column || columns.count(rule.column) != 0; });
}

std::vector<std::string> Mapping::ValuesOf(const Rule& rule, const Cells& cells) const {
  for (const auto& [column, wanted] : rule.when) {
    auto cell = cells.find(column);
    if (cell == cells.end() || cell->second != wanted) return {};
  }
  std::string text = rule.has_column ? cells.at(rule.column) : rule.constant;
  std::vector<std::string> values = {text};
  if (!rule.split.empty()) values = absl::StrSplit(text, rule.split);
  if (rule.item > 0)
    values = rule.item <= static_cast<int>(values.size()) ? std::vector<std::string>{values[rule.item - 1]} : std::vector<std::string>{};
  std::vector<std::string> result;
  for (std::string& value : values) {
    absl::StripAsciiWhitespace(&value);
    auto replaced = rule.values.find(value);
    if (replaced != rule.values.end()) {
      value = replaced->second;
    } else if (!rule.pattern.empty() && !value.empty()) {
      value = absl::StrReplaceAll(rule.pattern, {{"{}", value}});
    }
    if (!value.empty()) result.push_back(std::move(value));
  }
  return result;
}

absl::StatusOr<std::vector<Person>> Mapping::Apply(const std::vector<CsvRow>& rows) const {
  if (rows.empty()) return absl::InvalidArgumentError("the file is empty: its first line must name the columns");
  std::vector<std::string> header = rows[0].cells;
  for (std::string& name : header) absl::StripAsciiWhitespace(&name);
  for (const Rule& rule : rules_) {
    if (rule.has_column && std::find(header.begin(), header.end(), rule.column) == header.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat("the file has no column \"", rule.column, "\", which the mapping reads for ", rule.field));
    }
  }
  std::vector<Person> people;
  for (size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].cells.size() > header.size()) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", rows[i].line, ": ", rows[i].cells.size(), " cells under ", header.size(), " columns"));
    }
    Cells cells;
    for (size_t c = 0; c < header.size(); ++c) {
      std::string cell = c < rows[i].cells.size() ? rows[i].cells[c] : "";
      absl::StripAsciiWhitespace(&cell);
      cells[header[c]] = std::move(cell);
    }
    Person person;
    person.line = rows[i].line;
    for (const Rule& rule : rules_) {
      std::vector<std::string> values = ValuesOf(rule, cells);
      if (!values.empty() && !FieldWriters().at(rule.field)(values, person)) {
        person.problems.push_back(absl::StrCat(rule.field, ": cannot read column \"", rule.column, "\""));
      }
    }
    people.push_back(std::move(person));
  }
  return people;
}

absl::StatusOr<Mapping> FindMapping(const std::string& csv_path, const std::string& mapping_path, const std::string& folder,
                                    const std::vector<std::string>& header) {
  namespace fs = std::filesystem;
  std::vector<std::string> beside = {csv_path + ".mapping.json", std::string(absl::StripSuffix(csv_path, ".csv")) + ".mapping.json"};
  std::string path = mapping_path;
  for (const std::string& candidate : beside) {
    if (path.empty() && fs::exists(candidate)) path = candidate;
  }
  if (!path.empty()) {
    GILDE_ASSIGN_OR_RETURN(std::string text, base::ReadFile(path));
    return Mapping::Parse(text);
  }
  std::set<std::string> shipped;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (absl::EndsWith(entry.path().string(), ".mapping.json")) shipped.insert(entry.path().string());
  }
  for (const std::string& candidate : shipped) {
    GILDE_ASSIGN_OR_RETURN(std::string text, base::ReadFile(candidate));
    GILDE_ASSIGN_OR_RETURN(Mapping mapping, Mapping::Parse(text));
    if (mapping.Fits(header)) return mapping;
  }
  return absl::NotFoundError(absl::StrCat("no mapping fits the columns of ", csv_path,
                                          "; write one and pass it with --mapping (the format: gilde import --help)"));
}

}  // namespace gilde::cli
