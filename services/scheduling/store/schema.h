// The tables that are scheduling's own, beside those of every service.
#pragma once

#include "common/storage/database.h"

namespace gilde::scheduling::store {

// busy_slot: one row for each 5 minutes (slot = Unix seconds / 300) in which a person has a meeting or a hold. Its primary key is what
//   makes double booking impossible. expire_time: microseconds, for holds; NULL for meetings.
// calendar: a version for everything that a person's free time follows from; random, so that no two databases share one.
// burden: minutes by which a meeting lies outside a person's hours.
inline constexpr storage::Migration kSchema[] = {
    {1000, R"sql(
CREATE TABLE busy_slot (
  organization TEXT NOT NULL, person TEXT NOT NULL, slot BIGINT NOT NULL, holder TEXT NOT NULL, expire_time BIGINT,
  PRIMARY KEY (organization, person, slot));
CREATE TABLE calendar (
  organization TEXT NOT NULL, person TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (organization, person));
CREATE TABLE burden (
  organization TEXT NOT NULL, person TEXT NOT NULL, meeting TEXT NOT NULL, start_time BIGINT NOT NULL, minutes BIGINT NOT NULL,
  PRIMARY KEY (organization, person, meeting));
)sql"},
};

}  // namespace gilde::scheduling::store
