// Known-answer cases: $GILDE_CASES/<folder>/*.json, by default beside the repository.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "common/base/zones.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "google/type/timeofday.pb.h"

namespace gilde::test {

using Json = google::protobuf::Value;

inline const Json& At(const Json& object, const std::string& key) { return object.struct_value().fields().at(key); }
inline const std::string& Text(const Json& object, const std::string& key) { return At(object, key).string_value(); }
inline auto& List(const Json& value) { return value.list_value().values(); }

inline std::filesystem::path CasesFolder() {
  if (const char* folder = std::getenv("GILDE_CASES")) return folder;
  return std::filesystem::path(__FILE__).parent_path().parent_path().parent_path() / ".." / "shared" / "cases";
}

// The cases of a file, `scheduling/slots.json`; says so and returns none when the folder is absent.
inline std::vector<Json> KnownAnswers(const std::string& file) {
  std::filesystem::path path = CasesFolder() / file;
  std::ifstream in(path);
  if (!in) {
    std::cout << "No known answers: " << path << " is absent; set GILDE_CASES." << std::endl;
    return {};
  }
  std::stringstream text;
  text << in.rdbuf();
  Json all;
  if (!google::protobuf::util::JsonStringToMessage(text.str(), &all).ok()) std::abort();
  std::vector<Json> cases(List(At(all, "cases")).begin(), List(At(all, "cases")).end());
  std::cout << cases.size() << " known answers from " << file << std::endl;
  return cases;
}

inline absl::Time Instant(const std::string& text) {
  absl::Time time;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, nullptr)) std::abort();
  return time;
}

// Whether the law of a zone is another one in this machine's tzdata than in the 2025/2026 ones that the answers were made with. Says so.
inline bool LawDiffers(const std::string& zone) {
  struct Law {
    const char* zone;
    const char* instant;
    int offset_minutes;
  };
  constexpr Law kLaws[] = {{"Africa/Casablanca", "2026-11-05T00:00:00Z", 60},     {"America/Havana", "2026-11-05T00:00:00Z", -300},
                           {"America/Rainy_River", "2026-12-01T00:00:00Z", -360}, {"America/Winnipeg", "2026-12-01T00:00:00Z", -360},
                           {"America/Edmonton", "2026-12-01T00:00:00Z", -420},    {"America/Vancouver", "2026-12-01T00:00:00Z", -480},
                           {"Europe/Tiraspol", "2026-03-29T00:30:00Z", 180}};
  for (const Law& law : kLaws) {
    if (law.zone != zone || base::Zone(zone)->At(Instant(law.instant)).offset == law.offset_minutes * 60) continue;
    std::cout << "The law of " << zone << " differs in this tzdata: its answers are not compared." << std::endl;
    return true;
  }
  return false;
}

// `20:30`.
inline google::type::TimeOfDay TimeOf(const std::string& text) {
  google::type::TimeOfDay time;
  time.set_hours(std::stoi(text.substr(0, 2)));
  time.set_minutes(std::stoi(text.substr(3, 2)));
  return time;
}

}  // namespace gilde::test
