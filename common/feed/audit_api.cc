#include "common/feed/audit_api.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/ids.h"

namespace gilde::feed {

using gilde::common::v1::AuditEntry;
using gilde::common::v1::ListAuditEntriesRequest;
using gilde::common::v1::ListAuditEntriesResponse;
using gilde::common::v1::VerifyAuditChainRequest;
using gilde::common::v1::VerifyAuditChainResponse;

namespace {

constexpr int kDefaultPage = 100;
constexpr int kLargestPage = 1000;

absl::Status CheckParent(std::string_view parent) {
  base::Violations violations;
  violations.Require(base::NameMatches(parent, "organizations/*"), "parent", "NAME_INVALID", "name an organization, organizations/acme");
  return violations.Check();
}

absl::StatusOr<std::vector<AuditEntry>> Entries(storage::Store& store, const base::Call& call, std::string_view organization,
                                                std::int64_t after, std::string_view subject, int limit) {
  std::vector<AuditEntry> entries;
  GILDE_RETURN_IF_ERROR(store.Read(call, [&](storage::Reader& reader) -> absl::Status {
    GILDE_ASSIGN_OR_RETURN(entries, storage::ReadAudit(reader.session(), organization, after, subject, limit));
    return absl::OkStatus();
  }));
  return entries;
}

}  // namespace

absl::StatusOr<ListAuditEntriesResponse> AuditApi::ListAuditEntries(const base::Call& call, const ListAuditEntriesRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckParent(request.parent()));
  base::Violations violations;
  violations.Require(request.page_size() >= 0, "page_size", "PAGE_SIZE_INVALID", "must not be negative");
  GILDE_RETURN_IF_ERROR(violations.Check());
  auto limit = static_cast<size_t>(request.page_size() == 0 ? kDefaultPage : std::min(request.page_size(), kLargestPage));
  storage::Store& tokens = *chains_[0].second;
  std::string filter = request.parent() + '\n' + request.subject();
  GILDE_ASSIGN_OR_RETURN(std::string position, tokens.PagePosition(call, filter, request.page_token()));
  std::pair<std::string, std::string> place = absl::StrSplit(position, ':');
  size_t chain = 0;
  std::int64_t sequence = 0;
  if (!position.empty() && (!absl::SimpleAtoi(place.first, &chain) || !absl::SimpleAtoi(place.second, &sequence))) chain = chains_.size();
  ListAuditEntriesResponse response;
  for (; chain < chains_.size(); ++chain, sequence = 0) {
    size_t room = limit - static_cast<size_t>(response.entries_size());
    GILDE_ASSIGN_OR_RETURN(std::vector<AuditEntry> entries, Entries(*chains_[chain].second, call, base::OrganizationOf(request.parent()),
                                                                    sequence, request.subject(), static_cast<int>(room) + 1));
    bool more = entries.size() > room;
    if (more) entries.resize(room);
    for (AuditEntry& entry : entries) {
      sequence = entry.sequence();
      entry.set_service(chains_[chain].first);
      *response.add_entries() = std::move(entry);
    }
    if (!more) continue;
    response.set_next_page_token(tokens.PageToken(call, filter, absl::StrCat(chain, ":", sequence)));
    break;
  }
  return response;
}

absl::StatusOr<VerifyAuditChainResponse> AuditApi::VerifyAuditChain(const base::Call& call, const VerifyAuditChainRequest& request) {
  GILDE_RETURN_IF_ERROR(CheckParent(request.parent()));
  VerifyAuditChainResponse response;
  response.set_valid(true);
  for (const auto& [service, store] : chains_) {
    std::string head;
    std::int64_t sequence = 0;
    while (true) {
      GILDE_ASSIGN_OR_RETURN(std::vector<AuditEntry> entries,
                             Entries(*store, call, base::OrganizationOf(request.parent()), sequence, "", kLargestPage));
      for (const AuditEntry& entry : entries) {
        response.set_entry_count(response.entry_count() + 1);
        bool holds = entry.sequence() == sequence + 1 && entry.previous_hash() == head && storage::ChainHash(entry) == entry.hash();
        if (!holds && response.valid()) {
          response.set_valid(false);
          response.set_first_invalid_sequence(sequence + 1);
        }
        sequence = entry.sequence();
        head = entry.hash();
      }
      if (entries.empty()) break;
    }
    response.set_head_hash(absl::StrCat(response.head_hash(), response.head_hash().empty() || head.empty() ? "" : "_", head));
  }
  return response;
}

}  // namespace gilde::feed
