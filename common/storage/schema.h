// The tables every service has.
#pragma once

#include "common/storage/database.h"

namespace gilde::storage {

inline constexpr Migration kCommonSchema[] = {
    {1, R"sql(
CREATE TABLE resource (
  organization TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, parent TEXT NOT NULL, due BIGINT, body BLOB NOT NULL,
  PRIMARY KEY (organization, kind, name));
CREATE INDEX resource_parent ON resource (organization, kind, parent, name);
CREATE INDEX resource_due ON resource (kind, due, name) WHERE due IS NOT NULL;
CREATE TABLE resource_key (
  organization TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (organization, kind, key, value, name)) WITHOUT ROWID;
CREATE TABLE resource_unique (
  organization TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (organization, kind, key, value)) WITHOUT ROWID;
CREATE TABLE event (
  position BIGINT NOT NULL PRIMARY KEY, organization TEXT NOT NULL, type TEXT NOT NULL, time BIGINT NOT NULL, body BLOB NOT NULL);
CREATE INDEX event_organization ON event (organization, position);
CREATE TABLE audit (
  organization TEXT NOT NULL, sequence BIGINT NOT NULL, subject TEXT NOT NULL, hash TEXT NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (organization, sequence));
CREATE INDEX audit_subject ON audit (organization, subject, sequence);
CREATE TABLE answer (
  organization TEXT NOT NULL, request_id TEXT NOT NULL, fingerprint TEXT NOT NULL, time BIGINT NOT NULL, body BLOB NOT NULL,
  PRIMARY KEY (organization, request_id));
CREATE INDEX answer_time ON answer (time);
CREATE TABLE feed_cursor (follower TEXT NOT NULL PRIMARY KEY, position TEXT NOT NULL);
CREATE TABLE setting (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
)sql"},
    // A name begins with its parent's: what is below one is a range of the primary key.
    {2, R"sql(
DROP INDEX resource_parent;
ALTER TABLE resource DROP COLUMN parent;
)sql"},
    {3, R"sql(
CREATE TABLE lease (
  name TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, until BIGINT NOT NULL, holders BIGINT NOT NULL, note BLOB NOT NULL);
)sql"},
};

}  // namespace gilde::storage
