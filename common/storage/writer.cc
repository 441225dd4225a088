// Reader and Writer: resources by name, their keys, and what each write records.
#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "common/storage/store_impl.h"

namespace gilde::storage {

using google::protobuf::Descriptor;
using google::protobuf::Message;

namespace {

std::string NameOf(const KindInfo& kind, const Message& message) { return message.GetReflection()->GetString(message, kind.name); }

google::protobuf::Timestamp& TimeField(Message& message, const google::protobuf::FieldDescriptor* field) {
  return static_cast<google::protobuf::Timestamp&>(*message.GetReflection()->MutableMessage(&message, field));
}

// Singletons such as organizations/acme/profiles/ada/availability end in a literal, which NameMatches knows.
absl::Status CheckName(const KindInfo& kind, std::string_view name) {
  if (base::NameMatches(name, kind.kind.pattern)) return absl::OkStatus();
  base::Violations violations;
  violations.Add("name", "NAME_INVALID", absl::StrCat("a name looks like ", kind.kind.pattern));
  return violations.Check();
}

Keys KeysOf(const KindInfo& kind, const Message& message) {
  Keys keys;
  kind.kind.index(message, keys);
  return keys;
}

Value DueValue(const Keys& keys) {
  if (!keys.due() || *keys.due() == absl::InfiniteFuture()) return std::monostate{};
  return absl::ToUnixMicros(*keys.due());
}

std::string NextEtag(std::string_view etag) {
  std::int64_t version = 0;
  (void)absl::SimpleAtoi(std::string(etag), &version);
  return absl::StrCat(version + 1);
}

// The resource of organization o and name n, its kind a parameter. Not a join: PostgreSQL, planning while a table is small, would read all
// of a kind to compare each with what is asked for, and go on so when there are many.
constexpr char kBodyOfRow[] = "(SELECT body FROM resource WHERE organization = o AND kind = ? AND name = n)";

// The first string after every string that starts with `prefix`.
std::string AfterPrefix(const std::string& prefix) { return prefix + "\xF4\x8F\xBF\xBF"; }

}  // namespace

const std::string* Batch::Find(std::string_view name) const {
  auto found = bodies_.find(absl::string_view(name.data(), name.size()));
  return found == bodies_.end() ? nullptr : &found->second;
}

void Batch::Put(const KindInfo& kind, std::string_view name, bool fresh, const Keys& keys, std::string body) {
  auto [change, first] = changes_.try_emplace(std::string(name), Change{fresh, kind.id, {}});
  change->second.due = DueValue(keys);
  waiting_kinds_.insert(kind.id);
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
  Remember(name, "");
  return session.Execute("DELETE FROM resource WHERE organization = ? AND kind = ? AND name = ?",
                         {{std::string(base::OrganizationOf(name)), kind.id, std::string(name)}});
}

absl::Status Batch::Flush(Session& session) {
  auto run = [&](std::string_view before, size_t columns, const std::vector<Value>& cells, std::string_view after) {
    if (status_.ok()) status_ = ForRows(session, before, columns, cells, after);
  };
  auto run_keys = [&](const std::string& table, std::map<Key, bool>& keys) {
    std::vector<Value> held;
    for (const auto& [key, is_held] : keys) {
      if (is_held) {
        held.insert(held.end(), key.begin(), key.end());
      } else if (status_.ok()) {
        status_ = session.Execute("DELETE FROM " + table + " WHERE organization = ? AND kind = ? AND key = ? AND value = ? AND name = ?",
                                  {{key[0], key[1], key[2], key[3], key[4]}});
      }
    }
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

Session& Reader::session() {
  if (batch_ != nullptr) (void)batch_->Flush(session_);
  return session_;
}

absl::Status Reader::Load(std::string_view name, const Descriptor& type, std::string& body) {
  const KindInfo& kind = store_.impl_->kinds.at(&type);
  GILDE_RETURN_IF_ERROR(CheckName(kind, name));
  std::string_view organization = base::OrganizationOf(name);
  if (call_.organization != "-" && call_.organization != organization) return base::NotFound(name);
  // What waits to be written is known.
  if (const std::string* known = batch_ == nullptr ? nullptr : batch_->Find(name); known != nullptr) {
    body = *known;
    return body.empty() ? base::NotFound(name) : absl::OkStatus();
  }
  bool found = false;
  GILDE_RETURN_IF_ERROR(session_.Query("SELECT body FROM resource WHERE organization = ? AND kind = ? AND name = ?",
                                       {{std::string(organization), kind.id, std::string(name)}}, [&](const Row& row) {
                                         body.assign(row.Text(0));
                                         found = true;
                                         return false;
                                       }));
  if (batch_ != nullptr) batch_->Remember(name, body);
  return found ? absl::OkStatus() : base::NotFound(name);
}

absl::Status Reader::LoadAll(absl::Span<const std::string> names, const Descriptor& type, absl::FunctionRef<void(std::string_view)> each) {
  constexpr size_t kTogether = 64;
  const KindInfo& kind = store_.impl_->kinds.at(&type);
  absl::flat_hash_map<std::string, std::string> found;
  std::vector<Value> asked;
  auto ask = [&]() -> absl::Status {
    FillUp(asked, 2);
    std::string sql =
        absl::StrCat("WITH asked (o, n) AS (VALUES ", Placeholders(asked.size() / 2, 2), ") SELECT ", kBodyOfRow, ", n FROM asked");
    asked.emplace_back(kind.id);
    absl::Status status = session_.Query(sql, asked, [&](const Row& row) {
      if (!row.IsNull(0)) found.insert_or_assign(std::string(row.Text(1)), std::string(row.Text(0)));
      return true;
    });
    asked.clear();
    return status;
  };
  auto is_visible = [&](const std::string& name) {
    return (call_.organization == "-" || call_.organization == base::OrganizationOf(name)) && base::NameMatches(name, kind.kind.pattern);
  };
  for (const std::string& name : names) {
    if (!is_visible(name) || (batch_ != nullptr && batch_->Find(name) != nullptr)) continue;
    asked.insert(asked.end(), {std::string(base::OrganizationOf(name)), name});
    if (asked.size() == kTogether * 2) GILDE_RETURN_IF_ERROR(ask());
  }
  if (!asked.empty()) GILDE_RETURN_IF_ERROR(ask());
  for (const std::string& name : names) {
    if (!is_visible(name)) continue;
    const std::string* body = batch_ == nullptr ? nullptr : batch_->Find(name);
    if (auto read = found.find(name); body == nullptr && read != found.end()) body = &read->second;
    if (body != nullptr && !body->empty()) each(*body);
  }
  if (batch_ != nullptr) {
    for (const std::string& name : names) {
      if (!is_visible(name) || batch_->Find(name) != nullptr) continue;
      auto read = found.find(name);
      batch_->Remember(name, read == found.end() ? "" : std::move(read->second));
    }
  }
  return absl::OkStatus();
}

absl::Status Reader::GetInto(std::string_view name, Message& message) {
  std::string body;
  GILDE_RETURN_IF_ERROR(Load(name, *message.GetDescriptor(), body));
  message.ParseFromString(body);
  return absl::OkStatus();
}

absl::Status Reader::Scan(const Descriptor& type, const Query& query, absl::FunctionRef<bool(std::string_view)> each) {
  const KindInfo& kind = store_.impl_->kinds.at(&type);
  std::string organization(query.parent.empty() ? std::string_view(call_.organization) : base::OrganizationOf(query.parent));
  if (call_.organization != "-" && call_.organization != organization) return base::NotFound(query.parent);
  if (batch_ == nullptr) {
    return Ask(kind, organization, query, [&](std::string_view, std::string_view body) { return each(body); });
  }
  std::string text;
  std::vector<std::string> parts = {organization, query.parent, query.key, query.value, query.after};
  parts.insert(parts.end(), query.any_of.begin(), query.any_of.end());
  for (const std::string& part : parts) absl::StrAppend(&text, part.size(), " ", part);
  absl::StrAppend(&text, " ", query.prefix, " ", query.limit);
  const std::vector<std::string>* known = batch_->Answer(kind.id, text);
  if (known == nullptr) {
    if (batch_->Waits(kind.id)) GILDE_RETURN_IF_ERROR(batch_->Flush(session_));
    std::vector<std::string> bodies;
    GILDE_RETURN_IF_ERROR(Ask(kind, organization, query, [&](std::string_view name, std::string_view body) {
      bodies.emplace_back(body);
      batch_->Remember(name, std::string(body));
      return true;
    }));
    batch_->RememberAnswer(kind.id, text, std::move(bodies));
    known = batch_->Answer(kind.id, text);
  }
  for (const std::string& body : *known) {
    if (!each(body)) break;
  }
  return absl::OkStatus();
}

absl::Status Reader::Ask(const KindInfo& kind, const std::string& organization, const Query& query,
                         absl::FunctionRef<bool(std::string_view name, std::string_view body)> each) {
  std::string sql;
  std::vector<Value> parameters{kind.id};
  auto where = [&](std::string_view condition, Value value) {
    absl::StrAppend(&sql, " AND ", std::string(condition));
    parameters.emplace_back(std::move(value));
  };
  bool everywhere = organization == "-";
  if (query.key.empty()) {
    sql = "SELECT name, body FROM resource WHERE kind = ?";
    if (!everywhere) where("organization = ?", organization);
  } else {
    sql = absl::StrCat("SELECT n, ", kBodyOfRow, " FROM (");
    std::vector<Value> values(query.any_of.begin(), query.any_of.end());
    if (values.empty()) values.emplace_back(query.value);
    FillUp(values, 1);
    std::string_view separator;
    for (const char* table : {"resource_key", "resource_unique"}) {
      for (const Value& value : values) {
        absl::StrAppend(&sql, std::string(separator), "SELECT organization AS o, name AS n FROM ", table, " WHERE ",
                        everywhere ? "" : "organization = ? AND ", "kind = ? AND key = ? AND ",
                        query.prefix ? "value >= ? AND value < ?" : "value = ?");
        if (!everywhere) parameters.emplace_back(organization);
        parameters.insert(parameters.end(), {kind.id, query.key, value});
        if (query.prefix) parameters.emplace_back(AfterPrefix(query.value));
        separator = " UNION ";
      }
    }
    absl::StrAppend(&sql, ") asked WHERE 1 = 1");
  }
  const std::string name = query.key.empty() ? "name" : "n";
  bool whole_organization = query.parent.empty() || base::ParentOf(query.parent).empty();
  if (!whole_organization) {
    where(name + " >= ?", query.parent + "/");
    where(name + " < ?", query.parent + "0");  // '0' follows '/'
  }
  if (!query.after.empty()) where(name + " > ?", query.after);
  absl::StrAppend(&sql, " ORDER BY ", name);
  if (query.limit > 0) {
    absl::StrAppend(&sql, " LIMIT ?");
    parameters.emplace_back(std::int64_t{query.limit});
  }
  return session_.Query(sql, parameters, [&](const Row& row) { return row.IsNull(1) || each(row.Text(0), row.Text(1)); });
}

absl::StatusOr<std::vector<std::string>> Reader::DueOf(const Descriptor& type, absl::Time now, int limit) {
  std::vector<std::string> names;
  GILDE_RETURN_IF_ERROR(session().Query("SELECT name FROM resource WHERE kind = ? AND due <= ? ORDER BY due, name LIMIT ?",
                                        {{store_.impl_->kinds.at(&type).id, absl::ToUnixMicros(now), std::int64_t{limit}}},
                                        [&](const Row& row) {
                                          names.emplace_back(row.Text(0));
                                          return true;
                                        }));
  return names;
}

absl::Status Writer::CreateRaw(Message& message, std::string_view event) {
  const KindInfo& kind = store_.impl_->kinds.at(message.GetDescriptor());
  std::string name = NameOf(kind, message);
  GILDE_RETURN_IF_ERROR(CheckName(kind, name));
  if (call_.organization != "-" && call_.organization != base::OrganizationOf(name)) return base::NotFound(name);
  if (const std::string* known = batch_->Find(name); known != nullptr && !known->empty())
    return base::AlreadyExists("RESOURCE_EXISTS", "a resource of this name exists");
  TimeField(message, kind.create_time) = TimeField(message, kind.update_time) = base::ToProto(call_.now);
  message.GetReflection()->SetString(&message, kind.etag, "1");
  Keys keys = KeysOf(kind, message);
  wrote_ = true;
  std::string body = message.SerializeAsString();
  WriteKeys(kind, name, Keys(), keys);
  Record(event, name, message, "", body);
  batch_->Put(kind, name, /*fresh=*/true, keys, std::move(body));
  return absl::OkStatus();
}

absl::Status Writer::UpdateRaw(Message& message, std::string_view event) {
  const KindInfo& kind = store_.impl_->kinds.at(message.GetDescriptor());
  std::string name = NameOf(kind, message);
  std::string body_before;
  GILDE_RETURN_IF_ERROR(Load(name, *message.GetDescriptor(), body_before));
  std::unique_ptr<Message> before(message.New());
  before->ParseFromString(body_before);
  const auto* reflection = message.GetReflection();
  TimeField(message, kind.create_time) = TimeField(*before, kind.create_time);
  TimeField(message, kind.update_time) = TimeField(*before, kind.update_time);
  std::string etag = reflection->GetString(*before, kind.etag);
  reflection->SetString(&message, kind.etag, etag);
  if (message.SerializeAsString() == body_before) return absl::OkStatus();
  TimeField(message, kind.update_time) = base::ToProto(call_.now);
  reflection->SetString(&message, kind.etag, NextEtag(etag));
  std::string body = message.SerializeAsString();
  Keys keys = KeysOf(kind, message);
  Keys keys_before = KeysOf(kind, *before);
  wrote_ = true;
  WriteKeys(kind, name, keys_before, keys);
  Record(event, name, message, body_before, body);
  batch_->Put(kind, name, /*fresh=*/false, keys, std::move(body));
  return absl::OkStatus();
}

absl::Status Writer::Delete(const Message& message, std::string_view event) {
  const KindInfo& kind = store_.impl_->kinds.at(message.GetDescriptor());
  std::string name = NameOf(kind, message);
  std::string body;
  GILDE_RETURN_IF_ERROR(Load(name, *message.GetDescriptor(), body));
  std::unique_ptr<Message> before(message.New());
  before->ParseFromString(body);
  wrote_ = true;
  WriteKeys(kind, name, KeysOf(kind, *before), Keys());
  Record(event, name, *before, body, "");
  return batch_->Delete(session_, kind, name);
}

void Writer::WriteKeys(const KindInfo& kind, std::string_view name, const Keys& before, const Keys& after) {
  auto sorted = [](std::vector<Keys::Entry> entries) {
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    return entries;
  };
  std::vector<Keys::Entry> old_entries = sorted(before.entries());
  std::vector<Keys::Entry> new_entries = sorted(after.entries());
  std::vector<Keys::Entry> gone;
  std::vector<Keys::Entry> fresh;
  std::set_difference(old_entries.begin(), old_entries.end(), new_entries.begin(), new_entries.end(), std::back_inserter(gone));
  std::set_difference(new_entries.begin(), new_entries.end(), old_entries.begin(), old_entries.end(), std::back_inserter(fresh));
  for (const Keys::Entry& entry : gone) batch_->SetKey(entry, kind, name, false);
  for (const Keys::Entry& entry : fresh) batch_->SetKey(entry, kind, name, true);
}

void Writer::Publish(std::string_view event, std::string_view subject, const Message& payload) {
  wrote_ = true;
  gilde::common::v1::Event& published = entries_.events.emplace_back();
  published.set_id(base::NewId(call_.now));
  published.set_organization(base::OrganizationName(subject));
  published.set_type(std::string(event));
  published.set_subject(std::string(subject));
  published.set_actor(call_.acting_person);
  *published.mutable_time() = base::ToProto(call_.now);
  published.mutable_payload()->PackFrom(payload);
  published.set_trace(call_.trace);
}

void Writer::Record(std::string_view event, std::string_view name, const Message& payload, std::string_view before,
                    std::string_view after) {
  if (!event.empty()) Publish(event, name, payload);
  auto& [organization, entry] = entries_.audit.emplace_back();
  organization = base::OrganizationOf(name);
  *entry.mutable_time() = base::ToProto(call_.now);
  entry.set_caller(call_.caller);
  entry.set_acting_person(call_.acting_person);
  entry.set_method(call_.method);
  entry.set_subject(std::string(name));
  if (!before.empty()) entry.set_before_hash(Sha256Hex(before));
  if (!after.empty()) entry.set_after_hash(Sha256Hex(after));
  entry.set_reason(call_.reason);
}

}  // namespace gilde::storage
