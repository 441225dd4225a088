// Reader and Writer: resources by name, their keys, and what each write records.
#include <algorithm>
#include <limits>
#include <map>

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

std::string NextEtag(std::string_view etag) {
  std::int64_t version = 0;
  (void)absl::SimpleAtoi(std::string(etag), &version);
  return absl::StrCat(version + 1);
}

// The resource of organization o, kind k and name n. Not a join: PostgreSQL, planning while a table is small, would read all
// of a kind to compare each with what is asked for, and go on so when there are many.
constexpr char kBodyOfRow[] = "(SELECT body FROM resource WHERE organization = o AND kind = k AND name = n)";

// The first string after every string that starts with `prefix`.
std::string AfterPrefix(const std::string& prefix) { return prefix + "\xF4\x8F\xBF\xBF"; }

}  // namespace

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

struct Reader::Wanted {
  const std::string* kind;
  const std::string* name;
};

bool Reader::IsVisible(std::string_view name, const KindInfo& kind) const {
  return (call_.organization == "-" || call_.organization == base::OrganizationOf(name)) && base::NameMatches(name, kind.kind.pattern);
}

absl::Status Reader::Fetch(absl::Span<const Wanted> wanted, absl::FunctionRef<void(std::string_view, std::string_view)> each) {
  constexpr size_t kTogether = 64;
  for (absl::Span<const Wanted> left = wanted; !left.empty(); left.remove_prefix(std::min(left.size(), kTogether))) {
    std::vector<Value> asked;
    for (const Wanted& one : left.subspan(0, kTogether)) {
      asked.insert(asked.end(), {std::string(base::OrganizationOf(*one.name)), *one.kind, *one.name});
    }
    FillUp(asked, 3);
    std::string sql =
        absl::StrCat("WITH asked (o, k, n) AS (VALUES ", Placeholders(asked.size() / 3, 3), ") SELECT n, ", kBodyOfRow, " FROM asked");
    GILDE_RETURN_IF_ERROR(session_.Query(sql, asked, [&](const Row& row) {
      if (!row.IsNull(1)) each(row.Text(0), row.Text(1));
      return true;
    }));
  }
  return absl::OkStatus();
}

absl::Status Reader::LoadAll(absl::Span<const std::string> names, const Descriptor& type, absl::FunctionRef<void(std::string_view)> each) {
  const KindInfo& kind = store_.impl_->kinds.at(&type);
  absl::flat_hash_map<std::string, std::string> bodies;
  std::vector<Wanted> unknown;
  for (const std::string& name : names) {
    const std::string* known = batch_ == nullptr ? nullptr : batch_->Find(name);
    if (known != nullptr) {
      bodies.emplace(name, *known);
    } else if (IsVisible(name, kind)) {
      unknown.push_back({&kind.id, &name});
    }
  }
  GILDE_RETURN_IF_ERROR(Fetch(unknown, [&](std::string_view name, std::string_view body) { bodies[std::string(name)].assign(body); }));
  for (const std::string& name : names) {
    if (!IsVisible(name, kind)) continue;
    const std::string& body = bodies[name];
    if (!body.empty()) each(body);
    if (batch_ != nullptr && batch_->Find(name) == nullptr) batch_->Remember(name, body);
  }
  return absl::OkStatus();
}

absl::Status Writer::ReadAhead(const Names& names) {
  std::vector<Wanted> unknown;
  for (const auto& [name, type] : names.names_) {
    const KindInfo& kind = store_.impl_->kinds.at(type);
    if (batch_->Find(name) == nullptr && IsVisible(name, kind)) unknown.push_back({&kind.id, &name});
  }
  GILDE_RETURN_IF_ERROR(Fetch(unknown, [&](std::string_view name, std::string_view body) { batch_->Remember(name, std::string(body)); }));
  for (const Wanted& one : unknown) {
    if (batch_->Find(*one.name) == nullptr) batch_->Remember(*one.name, "");
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
  constexpr size_t kTogether = 32;
  if (query.any_of.size() <= kTogether) return AskOnce(kind, organization, query, each);
  std::map<std::string, std::string> found;
  for (size_t begin = 0; begin < query.any_of.size(); begin += kTogether) {
    auto first = query.any_of.begin() + static_cast<std::ptrdiff_t>(begin);
    Query some = query;
    some.any_of.assign(first, first + static_cast<std::ptrdiff_t>(std::min(kTogether, query.any_of.size() - begin)));
    GILDE_RETURN_IF_ERROR(AskOnce(kind, organization, some, [&](std::string_view name, std::string_view body) {
      found.emplace(name, body);
      return true;
    }));
  }
  int left = query.limit > 0 ? query.limit : std::numeric_limits<int>::max();
  for (const auto& [name, body] : found) {
    if (left-- == 0 || !each(name, body)) break;
  }
  return absl::OkStatus();
}

absl::Status Reader::AskOnce(const KindInfo& kind, const std::string& organization, const Query& query,
                             absl::FunctionRef<bool(std::string_view name, std::string_view body)> each) {
  std::string sql, within;
  std::vector<Value> parameters, borders;
  // Said where keys are looked up, and not of the union of what is found: an index then gives those below a parent alone.
  auto border = [&](std::string_view condition, std::string value) {
    absl::StrAppend(&within, " AND name ", std::string(condition));
    borders.emplace_back(std::move(value));
  };
  bool whole_organization = query.parent.empty() || base::ParentOf(query.parent).empty();
  if (!whole_organization) {
    border(">= ?", query.parent + "/");
    border("< ?", query.parent + "0");  // '0' follows '/'
  }
  if (!query.after.empty()) border("> ?", query.after);
  bool everywhere = organization == "-";
  if (query.key.empty()) {
    sql = absl::StrCat("SELECT name, body FROM resource WHERE kind = ?", everywhere ? "" : " AND organization = ?", within);
    parameters.emplace_back(kind.id);
    if (!everywhere) parameters.emplace_back(organization);
    parameters.insert(parameters.end(), borders.begin(), borders.end());
  } else {
    sql = absl::StrCat("SELECT n, ", kBodyOfRow, " FROM (");
    std::vector<Value> values(query.any_of.begin(), query.any_of.end());
    if (values.empty()) values.emplace_back(query.value);
    FillUp(values, 1);
    // One by one, and not IN: PostgreSQL, planning while a table is small, would read all values of the key to compare each with those
    // that are asked for, and go on so when there are many.
    std::string_view separator;
    for (const char* table : {"resource_key", "resource_unique"}) {
      for (const Value& value : values) {
        absl::StrAppend(&sql, std::string(separator), "SELECT organization AS o, kind AS k, name AS n FROM ", table, " WHERE ",
                        everywhere ? "" : "organization = ? AND ", "kind = ? AND key = ? AND ",
                        query.prefix ? "value >= ? AND value < ?" : "value = ?", within);
        if (!everywhere) parameters.emplace_back(organization);
        parameters.insert(parameters.end(), {kind.id, query.key, value});
        if (query.prefix) parameters.emplace_back(AfterPrefix(query.value));
        parameters.insert(parameters.end(), borders.begin(), borders.end());
        separator = " UNION ";
      }
    }
    absl::StrAppend(&sql, ") asked");
  }
  absl::StrAppend(&sql, " ORDER BY ", query.key.empty() ? "name" : "n");
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
