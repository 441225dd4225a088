// Finds people by words and facts, in memory: per organization, posting lists over what the directory shows. Built from the stored
// profiles at an organization's first search; before every search it reads the service's own events since the last one, so it sees every
// write that was answered before, of this process or another. The database stays the truth: found names are read from there.
//
// Chosen over search keys in the database, which would make every imported row many times as expensive to write.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "common/storage/store.h"
#include "gilde/profile/v1/profile.pb.h"

namespace gilde::profile::store {

// Whom to find; what is left empty does not restrict.
struct Criteria {
  std::vector<std::string> text;      // folded words, each beginning a word of name, unit, location, offered skills or works
  std::vector<std::string> location;  // folded words, each beginning a word of the location
  std::string skill;                  // id
  std::string language;               // canonical tag; also finds longer ones
  std::string org_unit;               // path; also finds those below
  int seniority_min = 0;
  int seniority_max = 9;
  bool mentors_only = false;   // approved offers
  bool sees_programs = false;  // finds Visibility PROGRAMS too
};

// The people of one organization; not thread-safe.
class DirectoryIndex {
 public:
  // Adds or replaces; people whom no search may show are left out.
  void Put(const gilde::profile::v1::Profile& profile);
  // Names of those found, in order, after `after`, at most `limit`.
  std::vector<std::string> Find(const Criteria& criteria, std::string_view after, int limit) const;

 private:
  struct Person {
    std::string name;
    std::string org_unit;
    std::vector<std::string> words;     // folded, sorted
    std::vector<std::string> location;  // folded, sorted
    std::vector<std::string> skills;
    std::vector<std::string> languages;
    int seniority = 0;
    bool mentor = false;
    bool programs_only = false;
  };
  static bool Matches(const Person& person, const Criteria& criteria);
  std::optional<std::vector<const Person*>> Candidates(const Criteria& criteria) const;
  void Remove(std::string_view name);

  std::map<std::string, std::unique_ptr<Person>, std::less<>> people_;
  // Words, and skills as `=react`.
  std::map<std::string, std::vector<const Person*>, std::less<>> postings_;
};

// Thread-safe.
class Directory {
 public:
  explicit Directory(storage::Store& store) : store_(store) {}
  // Profiles found in an organization (id), with what is stored now.
  absl::StatusOr<std::vector<gilde::profile::v1::Profile>> Search(const base::Call& call, const std::string& organization,
                                                                  const Criteria& criteria, std::string_view after, int limit);

 private:
  struct Shard {
    std::mutex mutex;
    std::int64_t position = -1;  // in the service's events; -1 before the first load
    std::unique_ptr<DirectoryIndex> index;
  };
  static absl::Status CatchUp(storage::Reader& reader, const std::string& organization, Shard& shard);
  storage::Store& store_;
  std::mutex mutex_;
  absl::flat_hash_map<std::string, std::unique_ptr<Shard>> shards_;
};

}  // namespace gilde::profile::store
