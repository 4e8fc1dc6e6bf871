-- What belongs to no single order: a customer's receivables, somebody's desk. Built like orders, with logs of their own.
CREATE TABLE records (
  id          TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  event_count INTEGER NOT NULL,
  head_hash   TEXT NOT NULL,
  state_crc   INTEGER NOT NULL,
  state       TEXT NOT NULL
) STRICT;

CREATE TABLE record_events (
  record_id  TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  seq        INTEGER NOT NULL,
  at         TEXT NOT NULL,
  by_id      TEXT NOT NULL,
  inbound_id TEXT,
  hash       TEXT NOT NULL,
  event      TEXT NOT NULL,
  PRIMARY KEY (record_id, seq)
) STRICT;

CREATE TABLE record_lookups (
  word      TEXT NOT NULL,
  record_id TEXT NOT NULL REFERENCES records (id) ON DELETE CASCADE,
  PRIMARY KEY (word, record_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_lookups_record ON record_lookups (record_id);

-- One index of timers for orders and records.
CREATE TABLE timers_of_owners (
  owner  TEXT NOT NULL,
  key    TEXT NOT NULL,
  due_ms INTEGER NOT NULL,
  due_at TEXT NOT NULL,
  PRIMARY KEY (owner, key)
) STRICT, WITHOUT ROWID;
INSERT INTO timers_of_owners (owner, key, due_ms, due_at) SELECT order_number, key, due_ms, due_at FROM timers;
DROP TABLE timers;
ALTER TABLE timers_of_owners RENAME TO timers;
CREATE INDEX timers_due ON timers (due_ms, owner, key, due_at);
