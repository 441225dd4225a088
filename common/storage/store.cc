#include "common/storage/store.h"

#include <openssl/hmac.h>

#include <algorithm>
#include <chrono>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/ids.h"
#include "common/base/zones.h"
#include "common/storage/schema.h"
#include "common/storage/store_impl.h"

namespace gilde::storage {

using google::protobuf::Message;

void Keys::Add(std::string_view key, std::string_view value) { entries_.push_back({std::string(key), std::string(value), false}); }
void Keys::Unique(std::string_view key, std::string_view value) { entries_.push_back({std::string(key), std::string(value), true}); }
void Keys::Due(absl::Time time) { due_ = due_ ? std::min(*due_, time) : time; }

Store::Store(Database& database, const base::Clock& clock, std::vector<Kind> kinds)
    : database_(database), clock_(clock), impl_(std::make_unique<Impl>()) {
  for (Kind& kind : kinds) {
    KindInfo info;
    std::vector<std::string> parts = absl::StrSplit(kind.pattern, '/');
    for (size_t i = 2; i < parts.size(); i += 2) absl::StrAppend(&info.id, info.id.empty() ? "" : ".", parts[i]);
    if (info.id.empty()) info.id = parts[0];
    info.collection = parts[parts.size() - 2];
    info.below_organization = parts.size() <= 4;
    info.name = kind.type->FindFieldByName("name");
    info.etag = kind.type->FindFieldByName("etag");
    info.create_time = kind.type->FindFieldByName("create_time");
    info.update_time = kind.type->FindFieldByName("update_time");
    impl_->changes[info.id] = 0;
    info.kind = std::move(kind);
    impl_->kinds.emplace(info.kind.type, std::move(info));
  }
}

Store::~Store() {
  {
    std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->work_arrived.notify_all();
  if (impl_->writer.joinable()) impl_->writer.join();
}

absl::Status Store::Open(absl::Span<const Migration> migrations) {
  std::vector<Migration> all(std::begin(kCommonSchema), std::end(kCommonSchema));
  all.insert(all.end(), migrations.begin(), migrations.end());
  GILDE_RETURN_IF_ERROR(Migrate(database_, all));
  // All processes of a service share one secret: whoever comes first makes it.
  GILDE_RETURN_IF_ERROR(database_.Write([&](Session& session) -> absl::Status {
    return session.Execute("INSERT INTO setting (name, value) VALUES ('page_key', ?) ON CONFLICT (name) DO NOTHING",
                           {{base::RandomHex(32)}});
  }));
  GILDE_ASSIGN_OR_RETURN(impl_->page_key, Setting("page_key"));
  impl_->writer = std::thread([this] { RunWriter(); });
  return absl::OkStatus();
}

absl::Status Store::Read(const base::Call& call, absl::FunctionRef<absl::Status(Reader&)> work) {
  return database_.Read(call, [&](Session& session) {
    Reader reader(*this, call, session);
    return work(reader);
  });
}

absl::Status Store::ReadOne(const base::Call& call, absl::FunctionRef<absl::Status(Reader&)> work) {
  return database_.ReadOne(call, [&](Session& session) {
    Reader reader(*this, call, session);
    return work(reader);
  });
}

absl::Status Store::GetMessage(const base::Call& call, std::string_view name, Message& message) {
  return ReadOne(call, [&](Reader& reader) { return reader.GetInto(name, message); });
}

absl::Time Store::NextDueOf(const google::protobuf::Descriptor& type) {
  absl::Time due = absl::InfiniteFuture();
  base::Call call = base::System("storage.due", clock_.Now());
  absl::Status status = database_.ReadOne(call, [&](Session& session) {
    return session.Query("SELECT due FROM resource WHERE kind = ? AND due IS NOT NULL ORDER BY due LIMIT 1", {{impl_->kinds.at(&type).id}},
                         [&](const Row& row) {
                           due = absl::FromUnixMicros(row.Int(0));
                           return false;
                         });
  });
  // Unknown is now: whoever waits for it asks again.
  return status.ok() ? due : clock_.Now();
}

absl::StatusOr<std::string> Store::Setting(std::string_view name) {
  std::string value;
  base::Call call = base::System("storage.setting", clock_.Now());
  GILDE_RETURN_IF_ERROR(database_.ReadOne(call, [&](Session& session) {
    return session.Query("SELECT value FROM setting WHERE name = ?", {{std::string(name)}}, [&](const Row& row) {
      value = std::string(row.Text(0));
      return false;
    });
  }));
  return value;
}

absl::Status Store::SetSetting(std::string_view name, std::string_view value) {
  return database_.Write([&](Session& session) {
    return session.Execute("INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                           {{std::string(name), std::string(value)}});
  });
}

bool Store::Has(const google::protobuf::Descriptor& type) const { return impl_->kinds.contains(&type); }

std::int64_t Store::ChangesOf(const google::protobuf::Descriptor& type) const { return impl_->changes.at(impl_->kinds.at(&type).id); }

std::int64_t Store::WaitForEvents(std::int64_t seen, absl::Duration timeout) {
  std::unique_lock lock(impl_->events_mutex);
  impl_->events_arrived.wait_for(lock, absl::ToChronoMicroseconds(timeout), [&] { return impl_->published > seen; });
  return impl_->published;
}

namespace {

std::string Mac(std::string_view key, std::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest,
       &size);
  return std::string(reinterpret_cast<char*>(digest), 16);
}

std::string Signed(const base::Call& call, std::string_view filter, std::string_view position) {
  return absl::StrCat(call.organization, "\n", call.method, "\n", std::string(filter), "\n", std::string(position));
}

}  // namespace

std::string Store::PageToken(const base::Call& call, std::string_view filter, std::string_view position) const {
  return absl::WebSafeBase64Escape(absl::StrCat(Mac(impl_->page_key, Signed(call, filter, position)), std::string(position)));
}

absl::StatusOr<std::string> Store::PagePosition(const base::Call& call, std::string_view filter, std::string_view token) const {
  if (token.empty()) return std::string();
  std::string raw;
  if (absl::WebSafeBase64Unescape(std::string(token), &raw) && raw.size() > 16) {
    std::string position = raw.substr(16);
    if (Mac(impl_->page_key, Signed(call, filter, position)) == raw.substr(0, 16)) return position;
  }
  base::Violations violations;
  violations.Add("page_token", "PAGE_TOKEN_INVALID", "pass next_page_token of the same list, with the same filter");
  return violations.Check();
}

absl::StatusOr<int> Store::PageSize(int page_size, int default_size, int maximum) const {
  base::Violations violations;
  violations.Require(page_size >= 0, "page_size", "PAGE_SIZE_INVALID", "must not be negative");
  GILDE_RETURN_IF_ERROR(violations.Check());
  return page_size == 0 ? default_size : std::min(page_size, maximum);
}

absl::Status CheckEtag(const Message& resource, std::string_view etag) {
  if (etag.empty()) return absl::OkStatus();
  const auto* field = resource.GetDescriptor()->FindFieldByName("etag");
  if (resource.GetReflection()->GetString(resource, field) == etag) return absl::OkStatus();
  return base::Aborted("ETAG_MISMATCH", "the resource has changed since it was read: read it again");
}

}  // namespace gilde::storage
