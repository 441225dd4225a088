// Keeps the rows of reports up to date: at start from what is stored, then from the service's own events.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

#include "common/feed/job.h"
#include "common/storage/store.h"
#include "services/matching/domain/report_index.h"

namespace gilde::matching::feeds {

// Thread-safe.
class ReportRows {
 public:
  // Both outlive it.
  ReportRows(storage::Store& store, domain::ReportIndex& index) : store_(store), index_(index) {}
  // Takes in everything that was committed before the call; returns how many events that were.
  absl::StatusOr<int> CatchUp(absl::Time now);

 private:
  absl::Status Load(storage::Reader& reader);
  template <class M>
  absl::Status LoadAll(storage::Reader& reader, const std::string& organization);

  storage::Store& store_;
  domain::ReportIndex& index_;
  std::mutex mutex_;
  bool loaded_ = false;
  std::int64_t position_ = 0;
};

// Lets the rows follow this process's own writes while nobody asks for a report. What other processes write is taken in with the next
// report.
class ReportFeed : public feed::Job {
 public:
  ReportFeed(storage::Store& store, ReportRows& rows) : store_(store), rows_(rows) {}
  std::string name() const override { return "matching.reports"; }
  absl::StatusOr<int> Step(absl::Time now) override;
  bool Drained() const override { return true; }

 private:
  storage::Store& store_;
  ReportRows& rows_;
  std::int64_t seen_ = -1;  // commits with events
};

}  // namespace gilde::matching::feeds
