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

// The first string after every string that starts with `prefix`.
std::string AfterPrefix(const std::string& prefix) { return prefix + "\xF4\x8F\xBF\xBF"; }

}  // namespace

absl::Status Reader::Load(std::string_view name, const Descriptor& type, std::string& body) {
  const KindInfo& kind = store_.impl_->kinds.at(&type);
  GILDE_RETURN_IF_ERROR(CheckName(kind, name));
  std::string_view organization = base::OrganizationOf(name);
  if (call_.organization != "-" && call_.organization != organization) return base::NotFound(name);
  if (seen_ != nullptr) {
    auto seen = seen_->find(absl::string_view(name.data(), name.size()));
    if (seen != seen_->end()) {
      body = seen->second;
      return absl::OkStatus();
    }
  }
  bool found = false;
  GILDE_RETURN_IF_ERROR(session_.Query("SELECT body FROM resource WHERE organization = ? AND kind = ? AND name = ?",
                                       {{std::string(organization), kind.id, std::string(name)}}, [&](const Row& row) {
                                         body.assign(row.Text(0));
                                         found = true;
                                         return false;
                                       }));
  if (!found) return base::NotFound(name);
  if (seen_ != nullptr) seen_->emplace(name, body);
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
  std::string sql;
  std::vector<Value> parameters;
  auto where = [&](std::string_view condition, Value value) {
    absl::StrAppend(&sql, " AND ", std::string(condition));
    parameters.emplace_back(std::move(value));
  };
  bool everywhere = organization == "-";
  if (query.key.empty()) {
    sql = "SELECT r.body FROM resource r WHERE r.kind = ?";
    parameters.emplace_back(kind.id);
  } else {
    std::string match = query.prefix ? "value >= ? AND value < ?" : "value = ?";
    std::string one = absl::StrCat("SELECT organization, name FROM resource_key WHERE ", everywhere ? "" : "organization = ? AND ",
                                   "kind = ? AND key = ? AND ", match);
    std::string unique = absl::StrCat("SELECT organization, name FROM resource_unique WHERE ", everywhere ? "" : "organization = ? AND ",
                                      "kind = ? AND key = ? AND ", match);
    for (int i = 0; i < 2; ++i) {
      if (!everywhere) parameters.emplace_back(organization);
      parameters.emplace_back(kind.id);
      parameters.emplace_back(query.key);
      parameters.emplace_back(query.value);
      if (query.prefix) parameters.emplace_back(AfterPrefix(query.value));
    }
    sql = absl::StrCat("SELECT r.body FROM (", one, " UNION ", unique,
                       ") k JOIN resource r ON r.organization = k.organization AND r.name = k.name WHERE r.kind = ?");
    parameters.emplace_back(kind.id);
  }
  if (!everywhere) where("r.organization = ?", organization);
  bool whole_organization = query.parent.empty() || base::ParentOf(query.parent).empty();
  if (!whole_organization) where("r.parent = ?", query.parent);
  if (!query.after.empty()) where("r.name > ?", query.after);
  absl::StrAppend(&sql, " ORDER BY r.name");
  if (query.limit > 0) {
    absl::StrAppend(&sql, " LIMIT ?");
    parameters.emplace_back(std::int64_t{query.limit});
  }
  return session_.Query(sql, parameters, [&](const Row& row) { return each(row.Text(0)); });
}

absl::StatusOr<std::vector<std::string>> Reader::DueOf(const Descriptor& type, absl::Time now, int limit) {
  std::vector<std::string> names;
  GILDE_RETURN_IF_ERROR(session_.Query("SELECT name FROM resource WHERE kind = ? AND due <= ? ORDER BY due, name LIMIT ?",
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
  TimeField(message, kind.create_time) = TimeField(message, kind.update_time) = base::ToProto(call_.now);
  message.GetReflection()->SetString(&message, kind.etag, "1");
  Keys keys = KeysOf(kind, message);
  wrote_ = true;
  std::string body = message.SerializeAsString();
  GILDE_RETURN_IF_ERROR(session_.Execute(
      "INSERT INTO resource (organization, kind, name, parent, due, body) VALUES (?, ?, ?, ?, ?, ?)",
      {{std::string(base::OrganizationOf(name)), kind.id, name, std::string(base::ParentOf(name)), DueValue(keys), Blob{body}}}));
  GILDE_RETURN_IF_ERROR(WriteKeys(kind, name, Keys(), keys));
  Record(event, name, message, "", body);
  seen_->insert_or_assign(name, std::move(body));
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
  GILDE_RETURN_IF_ERROR(session_.Execute("UPDATE resource SET due = ?, body = ? WHERE organization = ? AND kind = ? AND name = ?",
                                         {{DueValue(keys), Blob{body}, std::string(base::OrganizationOf(name)), kind.id, name}}));
  GILDE_RETURN_IF_ERROR(WriteKeys(kind, name, keys_before, keys));
  Record(event, name, message, body_before, body);
  seen_->insert_or_assign(name, std::move(body));
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
  GILDE_RETURN_IF_ERROR(session_.Execute("DELETE FROM resource WHERE organization = ? AND kind = ? AND name = ?",
                                         {{std::string(base::OrganizationOf(name)), kind.id, name}}));
  GILDE_RETURN_IF_ERROR(WriteKeys(kind, name, KeysOf(kind, *before), Keys()));
  Record(event, name, *before, body, "");
  seen_->erase(name);
  return absl::OkStatus();
}

absl::Status Writer::WriteKeys(const KindInfo& kind, std::string_view name, const Keys& before, const Keys& after) {
  auto sorted = [](std::vector<Keys::Entry> entries) {
    std::sort(entries.begin(), entries.end());
    entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
    return entries;
  };
  std::vector<Keys::Entry> old_entries = sorted(before.entries());
  std::vector<Keys::Entry> new_entries = sorted(after.entries());
  std::string organization(base::OrganizationOf(name));
  std::vector<Keys::Entry> gone;
  std::vector<Keys::Entry> fresh;
  std::set_difference(old_entries.begin(), old_entries.end(), new_entries.begin(), new_entries.end(), std::back_inserter(gone));
  std::set_difference(new_entries.begin(), new_entries.end(), old_entries.begin(), old_entries.end(), std::back_inserter(fresh));
  for (const Keys::Entry& entry : gone) {
    GILDE_RETURN_IF_ERROR(session_.Execute(
        entry.unique ? "DELETE FROM resource_unique WHERE organization = ? AND kind = ? AND key = ? AND value = ? AND name = ?"
                     : "DELETE FROM resource_key WHERE organization = ? AND kind = ? AND key = ? AND value = ? AND name = ?",
        {{organization, kind.id, entry.key, entry.value, std::string(name)}}));
  }
  for (const Keys::Entry& entry : fresh) {
    GILDE_RETURN_IF_ERROR(session_.Execute(entry.unique
                                               ? "INSERT INTO resource_unique (organization, kind, key, value, name) VALUES (?, ?, ?, ?, ?)"
                                               : "INSERT INTO resource_key (organization, kind, key, value, name) VALUES (?, ?, ?, ?, ?)",
                                           {{organization, kind.id, entry.key, entry.value, std::string(name)}}));
  }
  return absl::OkStatus();
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
