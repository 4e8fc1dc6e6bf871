-- The book: orders with their logs, what came in, what goes out, what is due, and who there is.
-- Instants are kept as written (at, due_at) and, where they are compared, as milliseconds (…_ms).

CREATE TABLE orders (
  number      TEXT PRIMARY KEY,
  version     INTEGER NOT NULL,
  birth_key   TEXT NOT NULL UNIQUE,
  prefix      TEXT NOT NULL,
  serial      INTEGER NOT NULL,
  customer_id TEXT,
  sales_id    TEXT NOT NULL,
  status      TEXT NOT NULL,
  phase       TEXT NOT NULL,
  created_ms  INTEGER NOT NULL,
  event_count INTEGER NOT NULL,
  head_hash   TEXT NOT NULL,
  state_crc   INTEGER NOT NULL,
  state       TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX orders_serial ON orders (prefix, serial);
CREATE INDEX orders_created ON orders (created_ms, number);
CREATE INDEX orders_active ON orders (created_ms, number) WHERE phase IN ('draft', 'running');
CREATE INDEX orders_customer ON orders (customer_id, created_ms, number);
CREATE INDEX orders_sales ON orders (sales_id, created_ms, number);
CREATE INDEX orders_status ON orders (status, created_ms, number);

CREATE TABLE open_steps (
  order_number TEXT NOT NULL REFERENCES orders (number) ON DELETE CASCADE,
  step_id      TEXT NOT NULL,
  created_ms   INTEGER NOT NULL,
  PRIMARY KEY (order_number, step_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX open_steps_step ON open_steps (step_id, created_ms, order_number);

CREATE TABLE events (
  order_number TEXT NOT NULL REFERENCES orders (number) ON DELETE CASCADE,
  seq          INTEGER NOT NULL,
  at           TEXT NOT NULL,
  by_id        TEXT NOT NULL,
  inbound_id   TEXT,
  hash         TEXT NOT NULL,
  event        TEXT NOT NULL,
  PRIMARY KEY (order_number, seq)
) STRICT;

-- Settled prompts keep their row, without content, so that an old button still finds its order.
CREATE TABLE prompts (
  id           TEXT PRIMARY KEY,
  order_number TEXT NOT NULL REFERENCES orders (number) ON DELETE CASCADE,
  chat_id      TEXT NOT NULL,
  asked_ms     INTEGER NOT NULL,
  open         INTEGER NOT NULL,
  prompt       TEXT
) STRICT;
CREATE INDEX prompts_order ON prompts (order_number);
CREATE INDEX prompts_open_chat ON prompts (chat_id) WHERE open = 1;

CREATE TABLE prompt_people (
  person_id TEXT NOT NULL,
  prompt_id TEXT NOT NULL REFERENCES prompts (id) ON DELETE CASCADE,
  PRIMARY KEY (person_id, prompt_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX prompt_people_prompt ON prompt_people (prompt_id);

CREATE TABLE timers (
  order_number TEXT NOT NULL REFERENCES orders (number) ON DELETE CASCADE,
  key          TEXT NOT NULL,
  due_ms       INTEGER NOT NULL,
  due_at       TEXT NOT NULL,
  PRIMARY KEY (order_number, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX timers_due ON timers (due_ms, order_number, key, due_at);

CREATE TABLE inbox (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  id      TEXT NOT NULL UNIQUE,
  handled INTEGER NOT NULL,
  inbound TEXT
) STRICT;
CREATE INDEX inbox_pending ON inbox (seq) WHERE handled = 0;

-- state: 0 undone, 1 accepted, 2 refused, 3 unknown.
CREATE TABLE outbox (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  key        TEXT NOT NULL UNIQUE,
  chat_id    TEXT,
  target_key TEXT,
  state      INTEGER NOT NULL DEFAULT 0,
  attempts   INTEGER NOT NULL DEFAULT 0,
  next_ms    INTEGER NOT NULL,
  message_id TEXT,
  delivery   TEXT,
  effect     TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_undone_chat ON outbox (chat_id, id) WHERE state = 0;
CREATE INDEX outbox_undone_next ON outbox (next_ms) WHERE state = 0;
CREATE INDEX outbox_retrying ON outbox (chat_id, id) WHERE state = 0 AND attempts > 0;
CREATE INDEX outbox_message ON outbox (chat_id, message_id, id) WHERE message_id IS NOT NULL;

CREATE TABLE master (
  kind     TEXT NOT NULL,
  id       TEXT NOT NULL,
  position INTEGER NOT NULL,
  body     TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT;
CREATE INDEX master_position ON master (kind, position);

CREATE TABLE vault (
  ref        TEXT PRIMARY KEY,
  sha256     TEXT NOT NULL,
  name       TEXT NOT NULL,
  mime_type  TEXT NOT NULL,
  size_bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE chat_log (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  key     TEXT NOT NULL UNIQUE,
  chat_id TEXT NOT NULL,
  message TEXT NOT NULL
) STRICT;
CREATE INDEX chat_log_chat ON chat_log (chat_id, seq);

-- Small facts of the installation, such as how far the clock was moved.
CREATE TABLE notes (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
