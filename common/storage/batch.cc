// What the writes of one transaction share, and how it reaches the database.
#include "absl/time/time.h"
#include "common/base/ids.h"
#include "common/storage/store_impl.h"

namespace gilde::storage {

namespace {

Value DueValue(const Keys& keys) {
  if (!keys.due() || *keys.due() == absl::InfiniteFuture()) return std::monostate{};
  return absl::ToUnixMicros(*keys.due());
}

}  // namespace

const std::string* Batch::Find(std::string_view name) const {
  auto found = bodies_.find(absl::string_view(name.data(), name.size()));
  return found == bodies_.end() ? nullptr : &found->second;
}

void Batch::Put(const KindInfo& kind, std::string_view name, bool fresh, const Keys& keys, std::string body) {
  auto [change, first] = changes_.try_emplace(std::string(name), Change{fresh, kind.id, {}});
  change->second.due = DueValue(keys);
  waiting_kinds_.insert(kind.id);
  changed_kinds_.insert(kind.id);
  answers_.erase(kind.id);
  Remember(name, std::move(body));
}

const std::vector<std::string>* Batch::Answer(const std::string& kind, const std::string& query) const {
  auto of_kind = answers_.find(kind);
  if (of_kind == answers_.end()) return nullptr;
  auto found = of_kind->second.find(query);
  return found == of_kind->second.end() ? nullptr : &found->second;
}

void Batch::SetKey(const Keys::Entry& entry, const KindInfo& kind, std::string_view name, bool held) {
  std::map<Key, bool>& keys = entry.unique ? unique_keys_ : keys_;
  auto [key, first] = keys.try_emplace({std::string(base::OrganizationOf(name)), kind.id, entry.key, entry.value, std::string(name)}, held);
  // Taken and given back, or the other way: as it was.
  if (key->second != held) keys.erase(key);
}

absl::Status Batch::Delete(Session& session, const KindInfo& kind, std::string_view name) {
  GILDE_RETURN_IF_ERROR(Flush(session));
  answers_.erase(kind.id);
  changed_kinds_.insert(kind.id);
  Remember(name, "");
  return session.Execute("DELETE FROM resource WHERE organization = ? AND kind = ? AND name = ?",
                         {{std::string(base::OrganizationOf(name)), kind.id, std::string(name)}});
}

absl::Status Batch::Flush(Session& session) {
  auto run = [&](std::string_view before, size_t columns, const std::vector<Value>& cells, std::string_view after) {
    if (status_.ok()) status_ = ForRows(session, before, columns, cells, after);
  };
  auto run_keys = [&](const std::string& table, std::map<Key, bool>& keys) {
    std::vector<Value> gone;
    std::vector<Value> held;
    for (const auto& [key, is_held] : keys) {
      std::vector<Value>& cells = is_held ? held : gone;
      cells.insert(cells.end(), key.begin(), key.end());
    }
    // Not straight from VALUES: SQLite would read the whole table to compare each with them.
    run("DELETE FROM " + table + " WHERE (organization, kind, key, value, name) IN (SELECT * FROM (VALUES ", 5, gone, ") AS gone)");
    run("INSERT INTO " + table + " (organization, kind, key, value, name) VALUES ", 5, held, "");
    keys.clear();
  };
  std::vector<Value> fresh;
  std::vector<Value> changed;
  for (auto& [name, change] : changes_) {
    std::vector<Value>& cells = change.fresh ? fresh : changed;
    cells.insert(cells.end(), {std::string(base::OrganizationOf(name)), change.kind, name, change.due, Blob{bodies_.at(name)}});
  }
  changes_.clear();
  waiting_kinds_.clear();
  constexpr std::string_view kInsert = "INSERT INTO resource (organization, kind, name, due, body) VALUES ";
  run(kInsert, 5, fresh, "");
  run(kInsert, 5, changed, " ON CONFLICT (organization, kind, name) DO UPDATE SET due = excluded.due, body = excluded.body");
  run_keys("resource_key", keys_);
  run_keys("resource_unique", unique_keys_);
  return status_;
}

}  // namespace gilde::storage
