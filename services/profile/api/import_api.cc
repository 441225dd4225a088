#include "services/profile/api/import_api.h"

#include <algorithm>
#include <functional>
#include <future>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "common/base/ids.h"
#include "common/rpc/access.h"
#include "services/profile/domain/import.h"
#include "services/profile/store/people.h"

namespace gilde::profile::api {

using domain::RowPlan;
using v1::ImportProfileResult;
using v1::ImportProfileRow;
using v1::ImportProfilesRequest;
using v1::ImportProfilesResponse;
using v1::Profile;

namespace {

constexpr int kMostRows = 1000;
constexpr size_t kMostRosterRows = 500'000;
constexpr size_t kTogether = 500;  // rows a transaction, of a full roster

// A row ready to be planned.
struct Prepared {
  ImportProfileRow row;
  std::int64_t earlier_line;
  base::Violations refused;
};

// One import from its first message to its last.
class ImportRun {
 public:
  ImportRun(storage::Store& store, const base::Call& call, Setting setting, domain::ImportSettings settings)
      : store_(store), call_(call), setting_(std::move(setting)), settings_(std::move(settings)) {}

  absl::Status Run(const ImportProfilesRequest& first, rpc::Stream& stream) {
    ImportProfilesRequest message = first;
    do {
      base::Violations violations;
      violations.Require(message.rows_size() <= kMostRows, "rows", "LIST_TOO_LONG", "at most 1000 rows a message");
      GILDE_RETURN_IF_ERROR(violations.Check());
      std::vector<Prepared> rows = Prepare(message);
      if (settings_.full_roster) {
        GILDE_RETURN_IF_ERROR(Collect(std::move(rows)));
      } else if (!rows.empty()) {
        GILDE_RETURN_IF_ERROR(Answered());
        answering_ = std::async(std::launch::async, [this, &stream, rows = std::move(rows)]() mutable {
          absl::Status status = Answer(std::move(rows), stream);
          if (!status.ok()) stream.StopReading();
          return status;
        });
      }
    } while (stream.Read(message));
    GILDE_RETURN_IF_ERROR(Answered());
    if (settings_.full_roster) {
      // Half a roster would say of the other half that they have left.
      if (stream.Broken()) return absl::OkStatus();
      GILDE_RETURN_IF_ERROR(RunRoster(stream));
    }
    summary_.set_row_count(rows_);
    ImportProfilesResponse last;
    *last.mutable_summary() = summary_;
    stream.Write(std::move(last));
    return absl::OkStatus();
  }

 private:
  std::vector<Prepared> Prepare(ImportProfilesRequest& message) {
    std::vector<Prepared> rows;
    rows.reserve(message.rows_size());
    for (ImportProfileRow& row : *message.mutable_rows()) {
      ++rows_;
      if (row.line() == 0) row.set_line(rows_);
      base::Violations refused;
      if (absl::Status fine = rpc::CheckItem(call_, row); !fine.ok()) refused = base::Violations::Of(fine);
      domain::Normalize(*row.mutable_profile(), [this](const std::string& word) { return Resolve(word); });
      std::int64_t earlier = 0;
      if (!row.profile().external_id().empty()) {
        auto [line, fresh] = lines_.try_emplace(row.profile().external_id(), row.line());
        if (!fresh) earlier = line->second;
      }
      rows.push_back({std::move(row), earlier, std::move(refused)});
    }
    return rows;
  }

  // Waits for the answer to the message before.
  absl::Status Answered() { return answering_.valid() ? answering_.get() : absl::OkStatus(); }

  // The same few hundred words come again and again.
  domain::Resolution Resolve(const std::string& word) {
    auto [known, fresh] = words_.try_emplace(word);
    if (fresh) known->second = setting_.catalogue->Resolve(word);
    return known->second;
  }

  absl::Status Collect(std::vector<Prepared> rows) {
    for (Prepared& prepared : rows) {
      // Who a row is about that cannot be read must not be taken for one who has left.
      bad_rows_ = bad_rows_ || prepared.row.profile().external_id().empty() || !prepared.refused.empty();
      roster_.push_back(std::move(prepared));
    }
    if (roster_.size() <= kMostRosterRows) return absl::OkStatus();
    return base::Refusal(absl::StatusCode::kResourceExhausted, "ROSTER_TOO_LARGE", "a full roster has at most 500,000 rows");
  }

  std::string DerivedName(const std::string& external_id) const {
    return settings_.parent + "/profiles/" + domain::IdForExternalId(external_id);
  }

  // Plans all rows against what `reader` sees, without writing.
  absl::StatusOr<std::vector<RowPlan>> Plan(storage::Reader& reader, std::vector<Prepared>& rows) {
    std::string organization(base::IdOf(settings_.parent));
    std::vector<std::string> external_ids;
    for (const Prepared& prepared : rows) {
      if (!prepared.refused.empty()) continue;
      external_ids.push_back(prepared.row.profile().external_id());
      if (!prepared.row.manager_external_id().empty()) external_ids.push_back(prepared.row.manager_external_id());
    }
    GILDE_ASSIGN_OR_RETURN(auto people, store::FindByExternalId(reader, organization, external_ids));
    std::vector<std::string> new_names;
    for (const Prepared& prepared : rows) {
      if (!prepared.refused.empty()) continue;
      const std::string& external_id = prepared.row.profile().external_id();
      if (!external_id.empty() && !people.contains(external_id)) new_names.push_back(DerivedName(external_id));
    }
    GILDE_ASSIGN_OR_RETURN(auto taken, store::FindTaken(reader, organization, new_names));
    std::vector<RowPlan> plans;
    plans.reserve(rows.size());
    for (Prepared& prepared : rows) plans.push_back(PlanOne(prepared, people, taken));
    return plans;
  }

  RowPlan PlanOne(Prepared& prepared, const absl::flat_hash_map<std::string, std::string>& people,
                  const absl::flat_hash_set<std::string>& taken) {
    ImportProfileRow& row = prepared.row;
    if (!prepared.refused.empty()) return domain::Refused(row, prepared.refused);
    if (!row.manager_external_id().empty()) {
      auto manager = people.find(row.manager_external_id());
      row.mutable_profile()->set_manager(manager != people.end() ? domain::NameOfStored(manager->second)
                                                                 : DerivedName(row.manager_external_id()));
    }
    domain::RowFacts facts;
    facts.earlier_line = prepared.earlier_line;
    Profile current;
    auto stored = people.find(row.profile().external_id());
    if (stored != people.end()) {
      auto unchanged = domain::PlanUnchanged(row, prepared.earlier_line, stored->second, settings_);
      if (unchanged) return {*std::move(unchanged), {}, ""};
      current.ParseFromString(stored->second);
      facts.current = &current;
    } else if (!taken.empty()) {
      facts.name_taken = taken.contains(DerivedName(row.profile().external_id()));
    }
    return domain::PlanRow(row, facts, settings_, setting_.organization, *setting_.catalogue);
  }

  // Plans rows and, unless this is a dry run, does what was planned in the same transaction.
  absl::Status Answer(std::vector<Prepared> rows, rpc::Stream& stream) {
    std::vector<RowPlan> plans;
    absl::Status status;
    if (settings_.validate_only) {
      status = store_.Read(call_, [&](storage::Reader& reader) -> absl::Status {
        GILDE_ASSIGN_OR_RETURN(plans, Plan(reader, rows));
        return absl::OkStatus();
      });
    } else {
      status = store_.Apply(call_, [&](storage::Writer& writer) -> absl::Status {
        GILDE_ASSIGN_OR_RETURN(plans, Plan(writer, rows));
        for (RowPlan& plan : plans) {
          if (plan.result.outcome() == ImportProfileResult::CREATED) {
            GILDE_RETURN_IF_ERROR(writer.Create(std::move(plan.profile), plan.event).status());
          } else if (plan.result.outcome() == ImportProfileResult::UPDATED) {
            GILDE_RETURN_IF_ERROR(writer.Update(std::move(plan.profile), plan.event).status());
          }
        }
        return absl::OkStatus();
      });
    }
    GILDE_RETURN_IF_ERROR(status);
    ImportProfilesResponse response;
    for (RowPlan& plan : plans) {
      Count(plan.result.outcome());
      *response.add_results() = std::move(plan.result);
    }
    return Send(std::move(response), stream);
  }

  absl::Status Send(ImportProfilesResponse response, rpc::Stream& stream) {
    if (stream.Write(std::move(response))) return absl::OkStatus();
    return base::Refusal(absl::StatusCode::kCancelled, "CANCELLED", "the caller has gone");
  }

  void Count(ImportProfileResult::Outcome outcome) {
    if (outcome == ImportProfileResult::CREATED) summary_.set_created_count(summary_.created_count() + 1);
    if (outcome == ImportProfileResult::UPDATED) summary_.set_updated_count(summary_.updated_count() + 1);
    if (outcome == ImportProfileResult::UNCHANGED) summary_.set_unchanged_count(summary_.unchanged_count() + 1);
    if (outcome == ImportProfileResult::FAILED) summary_.set_failed_count(summary_.failed_count() + 1);
    if (outcome == ImportProfileResult::DEACTIVATED) summary_.set_deactivated_count(summary_.deactivated_count() + 1);
  }

  // Active people whom an import brought in and whom no row names; `active` counts all of those whom an import brought in.
  absl::StatusOr<std::vector<std::string>> Absent(std::int64_t& active) {
    std::vector<std::string> absent;
    storage::Query query{.parent = settings_.parent, .limit = 2000};
    while (true) {
      GILDE_ASSIGN_OR_RETURN(std::vector<Profile> people, store_.Find<Profile>(call_, query));
      for (const Profile& profile : people) {
        if (profile.external_id().empty() || profile.state() != Profile::ACTIVE) continue;
        ++active;
        if (!lines_.contains(profile.external_id())) absent.push_back(profile.name());
      }
      if (static_cast<int>(people.size()) < query.limit) return absent;
      query.after = people.back().name();
    }
  }

  absl::Status RunRoster(rpc::Stream& stream) {
    if (bad_rows_) {
      return base::FailedPrecondition("ROSTER_HAS_BAD_ROWS",
                                      "rows of a full roster need an external id, and text that can be read: nothing was written");
    }
    std::int64_t active = 0;
    GILDE_ASSIGN_OR_RETURN(std::vector<std::string> absent, Absent(active));
    int percent = setting_.organization.rules().mass_change_percent();
    if (!settings_.confirm_mass_change && domain::IsMassChange(static_cast<std::int64_t>(absent.size()), active, percent)) {
      return base::FailedPrecondition("MASS_CHANGE_UNCONFIRMED", "the roster would deactivate " + std::to_string(absent.size()) + " of " +
                                                                     std::to_string(active) + " people: nothing was written");
    }
    for (size_t start = 0; start < roster_.size(); start += kTogether) {
      auto begin = roster_.begin() + static_cast<std::ptrdiff_t>(start);
      auto end = roster_.begin() + static_cast<std::ptrdiff_t>(std::min(start + kTogether, roster_.size()));
      GILDE_RETURN_IF_ERROR(Answer({std::make_move_iterator(begin), std::make_move_iterator(end)}, stream));
    }
    if (stream.Broken()) return absl::OkStatus();
    for (size_t start = 0; start < absent.size(); start += kTogether) {
      auto begin = absent.begin() + static_cast<std::ptrdiff_t>(start);
      auto end = absent.begin() + static_cast<std::ptrdiff_t>(std::min(start + kTogether, absent.size()));
      GILDE_RETURN_IF_ERROR(Deactivate({begin, end}, stream));
    }
    return absl::OkStatus();
  }

  absl::Status Deactivate(const std::vector<std::string>& names, rpc::Stream& stream) {
    ImportProfilesResponse response;
    // Somebody else may have deactivated the same person since.
    auto each = [&](storage::Reader& reader, const std::function<absl::Status(Profile)>& leave) -> absl::Status {
      response.Clear();
      for (const std::string& name : names) {
        GILDE_ASSIGN_OR_RETURN(Profile profile, reader.Get<Profile>(name));
        absl::StatusOr<Profile> gone = domain::Deactivate(std::move(profile));
        if (!gone.ok()) continue;
        ImportProfileResult& result = *response.add_results();
        result.set_external_id(gone->external_id());
        result.set_profile(name);
        result.set_outcome(ImportProfileResult::DEACTIVATED);
        GILDE_RETURN_IF_ERROR(leave(*std::move(gone)));
      }
      return absl::OkStatus();
    };
    if (settings_.validate_only) {
      GILDE_RETURN_IF_ERROR(
          store_.Read(call_, [&](storage::Reader& reader) { return each(reader, [](const Profile&) { return absl::OkStatus(); }); }));
    } else {
      GILDE_RETURN_IF_ERROR(store_.Apply(call_, [&](storage::Writer& writer) {
        return each(writer, [&](Profile gone) { return writer.Update(std::move(gone), "profile.deactivated").status(); });
      }));
    }
    for (int i = 0; i < response.results_size(); ++i) Count(ImportProfileResult::DEACTIVATED);
    return Send(std::move(response), stream);
  }

  storage::Store& store_;
  const base::Call& call_;
  const Setting setting_;
  const domain::ImportSettings settings_;
  absl::flat_hash_map<std::string, std::int64_t> lines_;  // external id -> line
  absl::flat_hash_map<std::string, domain::Resolution> words_;
  std::vector<Prepared> roster_;
  bool bad_rows_ = false;
  std::int64_t rows_ = 0;
  v1::ImportSummary summary_;
  // One message is written while the next is read. Last, so that it has ended when the rest goes.
  std::future<absl::Status> answering_;
};

}  // namespace

absl::Status ImportApi::ImportProfiles(const base::Call& call, const ImportProfilesRequest& first, rpc::Stream& stream) {
  GILDE_ASSIGN_OR_RETURN(domain::ImportSettings settings, domain::SettingsOf(first));
  GILDE_ASSIGN_OR_RETURN(Setting setting, SettingOf(store_, call, catalogues_, settings.parent));
  return ImportRun(store_, call, std::move(setting), std::move(settings)).Run(first, stream);
}

}  // namespace gilde::profile::api
