#include "common/storage/journal.h"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <map>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/errors.h"
#include "common/base/zones.h"

namespace gilde::storage {

using gilde::common::v1::AuditEntry;
using gilde::common::v1::Event;

std::string Sha256Hex(std::string_view bytes) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  // SHA256() of OpenSSL 3 looks the algorithm up in every call: as long as hashing a small message.
  static EVP_MD* const sha = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  EVP_DigestInit_ex2(context.get(), sha, nullptr);
  EVP_DigestUpdate(context.get(), bytes.data(), bytes.size());
  EVP_DigestFinal_ex(context.get(), digest, nullptr);
  return absl::BytesToHexString(absl::string_view(reinterpret_cast<char*>(digest), sizeof digest));
}

std::string ChainHash(const AuditEntry& entry) {
  std::string text;
  auto add = [&text](std::string_view field) {
    for (int shift = 56; shift >= 0; shift -= 8) text.push_back(static_cast<char>(field.size() >> shift));
    text.append(field);
  };
  add(absl::StrCat(entry.sequence()));
  add(base::ToString(base::FromProto(entry.time())));
  for (const std::string* field : {&entry.caller(), &entry.acting_person(), &entry.method(), &entry.subject(), &entry.before_hash(),
                                   &entry.after_hash(), &entry.reason(), &entry.previous_hash()}) {
    add(*field);
  }
  return Sha256Hex(text);
}

std::string CursorOf(std::int64_t position) { return absl::StrCat("1.", position); }

absl::StatusOr<std::int64_t> PositionOf(std::string_view text) {
  absl::string_view cursor(text.data(), text.size());
  std::int64_t position = 0;
  if (cursor.empty()) return position;
  if (!absl::ConsumePrefix(&cursor, "1.") || !absl::SimpleAtoi(cursor, &position) || position < 0) {
    return base::Refusal(absl::StatusCode::kInvalidArgument, "CURSOR_INVALID", "pass a cursor as an event carried it");
  }
  return position;
}

absl::StatusOr<std::int64_t> LastPosition(Session& session) {
  std::int64_t position = 0;
  GILDE_RETURN_IF_ERROR(session.Query("SELECT position FROM event ORDER BY position DESC LIMIT 1", {}, [&](const Row& row) {
    position = row.Int(0);
    return false;
  }));
  return position;
}

absl::StatusOr<std::int64_t> FirstPosition(Session& session) {
  std::int64_t position = 0;
  GILDE_RETURN_IF_ERROR(session.Query("SELECT position FROM event ORDER BY position LIMIT 1", {}, [&](const Row& row) {
    position = row.Int(0);
    return false;
  }));
  return position;
}

namespace {

constexpr size_t kTogether = 100;  // chains a query

// Asks for the end of the feed and for those of these organizations' chains.
std::string HeadsQuery(absl::Span<const std::string> organizations) {
  std::string sql = "SELECT 1, '', position, '' FROM (SELECT position FROM event ORDER BY position DESC LIMIT 1) AS newest";
  for (size_t i = 0; i < organizations.size(); ++i) {
    absl::StrAppend(&sql,
                    " UNION ALL SELECT 0, organization, sequence, hash FROM (SELECT organization, sequence, hash FROM audit WHERE "
                    "organization = ? ORDER BY sequence DESC LIMIT 1) AS head",
                    i);
  }
  return sql;
}

absl::Status AppendEvents(Session& session, std::vector<Event>& events, std::int64_t position) {
  std::vector<Value> rows;
  rows.reserve(events.size() * 5);
  for (const Event& event : events) {
    rows.emplace_back(++position);
    rows.emplace_back(event.organization().substr(event.organization().find('/') + 1));
    rows.emplace_back(event.type());
    rows.emplace_back(absl::ToUnixMicros(base::FromProto(event.time())));
    rows.emplace_back(Blob{event.SerializeAsString()});
  }
  return ForRows(session, "INSERT INTO event (position, organization, type, time, body) VALUES ", 5, rows);
}

using Chains = std::map<std::string, std::pair<std::int64_t, std::string>>;

absl::Status AppendAudit(Session& session, std::vector<std::pair<std::string, AuditEntry>>& audit, Chains& chains) {
  std::vector<Value> rows;
  rows.reserve(audit.size() * 5);
  for (auto& [organization, entry] : audit) {
    auto& [sequence, hash] = chains[organization];
    entry.set_sequence(++sequence);
    entry.set_previous_hash(hash);
    hash = ChainHash(entry);
    entry.set_hash(hash);
    rows.emplace_back(organization);
    rows.emplace_back(sequence);
    rows.emplace_back(entry.subject());
    rows.emplace_back(hash);
    rows.emplace_back(Blob{entry.SerializeAsString()});
  }
  return ForRows(session, "INSERT INTO audit (organization, sequence, subject, hash, body) VALUES ", 5, rows);
}

bool Matches(std::string_view type, const std::vector<std::string>& types) {
  if (types.empty()) return true;
  return std::any_of(types.begin(), types.end(), [type](std::string_view wanted) {
    bool whole_kind = wanted.size() > 2 && wanted.substr(wanted.size() - 2) == ".*";
    return whole_kind ? type.substr(0, type.find('.')) == wanted.substr(0, wanted.size() - 2) : type == wanted;
  });
}

}  // namespace

absl::StatusOr<std::shared_ptr<Heads>> Heads::AskAhead(Session& session, const std::set<std::string>& organizations) {
  auto heads = std::make_shared<Heads>();
  std::vector<std::string> asked;
  for (const std::string& organization : organizations) {
    if (asked.size() == kTogether) break;
    asked.push_back(organization);
    heads->chains_[organization];
  }
  std::vector<Value> parameters(asked.begin(), asked.end());
  GILDE_RETURN_IF_ERROR(session.QueryAhead(HeadsQuery(asked), parameters, [heads](const Row& row) { return heads->See(row); }));
  return heads;
}

bool Heads::See(const Row& row) {
  if (row.Int(0) == 1) {
    position_ = row.Int(2);
  } else {
    chains_[std::string(row.Text(1))] = {row.Int(2), std::string(row.Text(3))};
  }
  return true;
}

absl::Status Heads::Ask(Session& session, const std::vector<std::string>& organizations) {
  for (absl::Span<const std::string> left(organizations); !left.empty(); left.remove_prefix(std::min(left.size(), kTogether))) {
    absl::Span<const std::string> some = left.subspan(0, kTogether);
    std::vector<Value> parameters(some.begin(), some.end());
    GILDE_RETURN_IF_ERROR(session.Query(HeadsQuery(some), parameters, [this](const Row& row) { return See(row); }));
  }
  return absl::OkStatus();
}

absl::Status Append(Session& session, Entries& entries, Heads& heads) {
  if (entries.events.empty() && entries.audit.empty()) return absl::OkStatus();
  std::set<std::string> unknown;
  for (const auto& [organization, entry] : entries.audit) {
    if (heads.chains_.count(organization) == 0) unknown.insert(organization);
  }
  GILDE_RETURN_IF_ERROR(session.Arrive());
  GILDE_RETURN_IF_ERROR(heads.Ask(session, {unknown.begin(), unknown.end()}));
  GILDE_RETURN_IF_ERROR(AppendEvents(session, entries.events, heads.position_));
  return AppendAudit(session, entries.audit, heads.chains_);
}

absl::Status ReadEvents(Session& session, std::string_view organization, std::int64_t position, const std::vector<std::string>& types,
                        int limit, std::int64_t* last, absl::FunctionRef<bool(std::int64_t, std::string_view)> each) {
  *last = position;
  auto row = [&](const Row& row) {
    *last = row.Int(0);
    return !Matches(row.Text(1), types) || each(row.Int(0), row.Text(2));
  };
  if (organization == "-") {
    return session.Query("SELECT position, type, body FROM event WHERE position > ? ORDER BY position LIMIT ?",
                         {{position, std::int64_t{limit}}}, row);
  }
  return session.Query("SELECT position, type, body FROM event WHERE organization = ? AND position > ? ORDER BY position LIMIT ?",
                       {{std::string(organization), position, std::int64_t{limit}}}, row);
}

absl::StatusOr<std::vector<AuditEntry>> ReadAudit(Session& session, std::string_view organization, std::int64_t sequence,
                                                  std::string_view subject, int limit) {
  std::vector<AuditEntry> entries;
  auto row = [&](const Row& row) {
    std::string_view body = row.Text(0);
    entries.emplace_back().ParseFromArray(body.data(), static_cast<int>(body.size()));
    return true;
  };
  std::string id(organization);
  absl::Status status =
      subject.empty()
          ? session.Query("SELECT body FROM audit WHERE organization = ? AND sequence > ? ORDER BY sequence LIMIT ?",
                          {{id, sequence, std::int64_t{limit}}}, row)
          : session.Query("SELECT body FROM audit WHERE organization = ? AND subject = ? AND sequence > ? ORDER BY sequence LIMIT ?",
                          {{id, std::string(subject), sequence, std::int64_t{limit}}}, row);
  GILDE_RETURN_IF_ERROR(status);
  return entries;
}

absl::StatusOr<std::shared_ptr<const std::optional<std::string>>> LoadCursorAhead(Session& session, std::string_view follower) {
  auto cursor = std::make_shared<std::optional<std::string>>();
  GILDE_RETURN_IF_ERROR(
      session.QueryAhead("SELECT position FROM feed_cursor WHERE follower = ?", {{std::string(follower)}}, [cursor](const Row& row) {
        *cursor = std::string(row.Text(0));
        return false;
      }));
  return cursor;
}

absl::StatusOr<std::string> LoadCursor(Session& session, std::string_view follower) {
  GILDE_ASSIGN_OR_RETURN(auto cursor, LoadCursorAhead(session, follower));
  GILDE_RETURN_IF_ERROR(session.Arrive());
  return cursor->value_or("");
}

absl::Status SaveCursor(Session& session, std::string_view follower, std::string_view cursor) {
  return session.Execute(
      "INSERT INTO feed_cursor (follower, position) VALUES (?, ?) ON CONFLICT (follower) DO UPDATE SET position = excluded.position",
      {{std::string(follower), std::string(cursor)}});
}

absl::StatusOr<int> Expire(Session& session, absl::Time events_before, absl::Time answers_before, int limit) {
  std::vector<std::int64_t> positions;
  GILDE_RETURN_IF_ERROR(
      session.Query("SELECT position, time FROM event ORDER BY position LIMIT ?", {{std::int64_t{limit}}}, [&](const Row& row) {
        if (row.Int(1) >= absl::ToUnixMicros(events_before)) return false;
        positions.push_back(row.Int(0));
        return true;
      }));
  // The newest event stays: the next position is counted from it.
  GILDE_ASSIGN_OR_RETURN(std::int64_t newest, LastPosition(session));
  if (!positions.empty() && positions.back() == newest) positions.pop_back();
  if (!positions.empty()) {
    GILDE_RETURN_IF_ERROR(session.Execute("DELETE FROM event WHERE position <= ?", {{positions.back()}}));
  }
  std::vector<std::pair<std::string, std::string>> answers;
  GILDE_RETURN_IF_ERROR(session.Query("SELECT organization, request_id FROM answer WHERE time < ? ORDER BY time LIMIT ?",
                                      {{absl::ToUnixMicros(answers_before), std::int64_t{limit}}}, [&](const Row& row) {
                                        answers.emplace_back(row.Text(0), row.Text(1));
                                        return true;
                                      }));
  for (const auto& [organization, request_id] : answers) {
    GILDE_RETURN_IF_ERROR(session.Execute("DELETE FROM answer WHERE organization = ? AND request_id = ?", {{organization, request_id}}));
  }
  return static_cast<int>(positions.size() + answers.size());
}

}  // namespace gilde::storage
