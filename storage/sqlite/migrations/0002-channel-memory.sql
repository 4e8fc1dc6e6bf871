-- What channels must still know after a restart: who is who on a platform, sent cards, tokens, times of sends.
CREATE TABLE channel_memory (
  seq      INTEGER PRIMARY KEY AUTOINCREMENT,
  shelf    TEXT NOT NULL,
  key      TEXT NOT NULL,
  topic    TEXT NOT NULL,
  added_ms INTEGER NOT NULL,
  value    TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX channel_memory_key ON channel_memory (shelf, key);
CREATE INDEX channel_memory_topic ON channel_memory (shelf, topic, seq);
CREATE INDEX channel_memory_added ON channel_memory (shelf, added_ms);
