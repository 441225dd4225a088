#include "services/profile/store/directory.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "common/base/text.h"
#include "gilde/common/v1/event.pb.h"

namespace gilde::profile::store {

using gilde::common::v1::Event;
using v1::MentorOffer;
using v1::Profile;

namespace {

constexpr int kEventsTogether = 1000;
constexpr int kProfilesTogether = 2000;

bool StartsWith(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

void AddWords(std::string_view text, std::vector<std::string>& words) {
  for (std::string& word : base::Words(text)) words.push_back(std::move(word));
}

void SortOnce(std::vector<std::string>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

bool AnyStartsWith(const std::vector<std::string>& words, const std::string& prefix) {
  auto first = std::lower_bound(words.begin(), words.end(), prefix);
  return first != words.end() && StartsWith(*first, prefix);
}

bool IsShown(const Profile& profile) { return profile.state() == Profile::ACTIVE && profile.visibility() != Profile::NOBODY; }

// Whether `path` is `above` or below it; both folded.
bool IsBelow(std::string_view path, std::string_view above) {
  return StartsWith(path, above) && (path.size() == above.size() || path[above.size()] == '/');
}

}  // namespace

void DirectoryIndex::Remove(std::string_view name) {
  auto found = people_.find(name);
  if (found == people_.end()) return;
  const Person* person = found->second.get();
  auto forget = [&](const std::string& token) {
    auto posting = postings_.find(token);
    if (posting == postings_.end()) return;
    auto& list = posting->second;
    list.erase(std::remove(list.begin(), list.end(), person), list.end());
    if (list.empty()) postings_.erase(posting);
  };
  for (const std::string& word : person->words) forget(word);
  for (const std::string& skill : person->skills) forget("=" + skill);
  people_.erase(found);
}

void DirectoryIndex::Put(const Profile& profile) {
  Remove(profile.name());
  if (!IsShown(profile)) return;
  auto person = std::make_unique<Person>();
  person->name = profile.name();
  person->org_unit = base::Fold(profile.org_unit());
  AddWords(profile.display_name(), person->words);
  AddWords(profile.org_unit(), person->words);
  AddWords(profile.location(), person->location);
  for (const auto& offered : profile.skills_offered()) {
    AddWords(offered.skill(), person->words);
    person->skills.push_back(offered.skill());
  }
  for (const auto& work : profile.public_works()) AddWords(work.title(), person->words);
  for (const auto& language : profile.languages()) person->languages.push_back(language.tag());
  person->words.insert(person->words.end(), person->location.begin(), person->location.end());
  SortOnce(person->words);
  SortOnce(person->location);
  SortOnce(person->skills);
  person->seniority = profile.seniority_level();
  person->mentor = profile.mentor_offer().vetting() == MentorOffer::APPROVED;
  person->programs_only = profile.visibility() == Profile::PROGRAMS;
  for (const std::string& word : person->words) postings_[word].push_back(person.get());
  for (const std::string& skill : person->skills) postings_["=" + skill].push_back(person.get());
  people_[profile.name()] = std::move(person);
}

bool DirectoryIndex::Matches(const Person& person, const Criteria& criteria) {
  auto speaks = [&](const std::string& tag) {
    return StartsWith(tag, criteria.language) && (tag.size() == criteria.language.size() || tag[criteria.language.size()] == '-');
  };
  return person.seniority >= criteria.seniority_min && person.seniority <= criteria.seniority_max &&
         (person.mentor || !criteria.mentors_only) && (!person.programs_only || criteria.sees_programs) &&
         (criteria.org_unit.empty() || IsBelow(person.org_unit, criteria.org_unit)) &&
         (criteria.skill.empty() || std::binary_search(person.skills.begin(), person.skills.end(), criteria.skill)) &&
         (criteria.language.empty() || std::any_of(person.languages.begin(), person.languages.end(), speaks)) &&
         std::all_of(criteria.text.begin(), criteria.text.end(), [&](const auto& word) { return AnyStartsWith(person.words, word); }) &&
         std::all_of(criteria.location.begin(), criteria.location.end(),
                     [&](const auto& word) { return AnyStartsWith(person.location, word); });
}

// People with the rarest thing asked for; nullopt when that is so common, or nothing is, that going through everybody in order of their
// names and stopping at the end of the page is faster.
std::optional<std::vector<const DirectoryIndex::Person*>> DirectoryIndex::Candidates(const Criteria& criteria) const {
  using Posting = std::map<std::string, std::vector<const Person*>, std::less<>>::const_iterator;
  Posting rarest_first = postings_.end();
  Posting rarest_last = postings_.end();
  size_t rarest = people_.size() / 8;
  bool common = true;
  auto consider = [&](const std::string& prefix, bool exact) {
    Posting first = postings_.lower_bound(prefix);
    Posting last = first;
    size_t count = 0;
    for (; last != postings_.end() && (exact ? last->first == prefix : StartsWith(last->first, prefix)); ++last)
      count += last->second.size();
    if (count > rarest) return;
    common = false;
    rarest = count;
    rarest_first = first;
    rarest_last = last;
  };
  if (!criteria.skill.empty()) consider("=" + criteria.skill, true);
  for (const std::string& word : criteria.text) consider(word, false);
  for (const std::string& word : criteria.location) consider(word, false);
  if (common) return std::nullopt;
  std::vector<const Person*> people;
  for (Posting posting = rarest_first; posting != rarest_last; ++posting) {
    people.insert(people.end(), posting->second.begin(), posting->second.end());
  }
  return people;
}

std::vector<std::string> DirectoryIndex::Find(const Criteria& criteria, std::string_view after, int limit) const {
  std::vector<std::string> names;
  std::optional<std::vector<const Person*>> candidates = Candidates(criteria);
  if (!candidates) {
    for (auto next = people_.upper_bound(after); next != people_.end() && static_cast<int>(names.size()) < limit; ++next) {
      if (Matches(*next->second, criteria)) names.push_back(next->first);
    }
    return names;
  }
  for (const Person* person : *candidates) {
    if (person->name > after && Matches(*person, criteria)) names.push_back(person->name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (static_cast<int>(names.size()) > limit) names.resize(limit);
  return names;
}

absl::Status Directory::CatchUp(storage::Reader& reader, const std::string& organization, Shard& shard) {
  GILDE_ASSIGN_OR_RETURN(std::int64_t first, storage::FirstPosition(reader.session()));
  // Events that were never seen are kept no longer: begin anew.
  bool missed = shard.position >= 0 && first > shard.position + 1;
  if (shard.position < 0 || missed) {
    auto index = std::make_unique<DirectoryIndex>();
    GILDE_ASSIGN_OR_RETURN(std::int64_t position, storage::LastPosition(reader.session()));
    storage::Query query{.parent = "organizations/" + organization, .limit = kProfilesTogether};
    while (true) {
      GILDE_ASSIGN_OR_RETURN(std::vector<Profile> people, reader.Find<Profile>(query));
      for (const Profile& profile : people) index->Put(profile);
      if (static_cast<int>(people.size()) < kProfilesTogether) break;
      query.after = people.back().name();
    }
    shard.index = std::move(index);
    shard.position = position;
  }
  static const auto& types = *new std::vector<std::string>{"profile.*", "mentor_offer.*"};
  while (true) {
    std::int64_t before = shard.position;
    GILDE_RETURN_IF_ERROR(storage::ReadEvents(reader.session(), organization, before, types, kEventsTogether, &shard.position,
                                              [&](std::int64_t, std::string_view body) {
                                                Event event;
                                                Profile profile;
                                                event.ParseFromArray(body.data(), static_cast<int>(body.size()));
                                                if (event.payload().UnpackTo(&profile)) shard.index->Put(profile);
                                                return true;
                                              }));
    if (shard.position == before) return absl::OkStatus();
  }
}

absl::StatusOr<std::vector<Profile>> Directory::Search(const base::Call& call, const std::string& organization, const Criteria& criteria,
                                                       std::string_view after, int limit) {
  Shard* shard;
  {
    std::lock_guard lock(mutex_);
    std::unique_ptr<Shard>& kept = shards_[organization];
    if (!kept) kept = std::make_unique<Shard>();
    shard = kept.get();
  }
  std::vector<Profile> found;
  GILDE_RETURN_IF_ERROR(store_.Read(call, [&](storage::Reader& reader) -> absl::Status {
    std::vector<std::string> names;
    {
      std::lock_guard lock(shard->mutex);
      GILDE_RETURN_IF_ERROR(CatchUp(reader, organization, *shard));
      names = shard->index->Find(criteria, after, limit);
    }
    GILDE_ASSIGN_OR_RETURN(found, reader.GetAll<Profile>(names));
    return absl::OkStatus();
  }));
  return found;
}

}  // namespace gilde::profile::store
