-- When a row was done with (real time), so that it can be forgotten after a while. Rows from before count from this day on.
ALTER TABLE inbox ADD COLUMN handled_ms INTEGER;
ALTER TABLE outbox ADD COLUMN done_ms INTEGER;
UPDATE inbox SET handled_ms = unixepoch() * 1000 WHERE handled = 1;
UPDATE outbox SET done_ms = unixepoch() * 1000 WHERE state <> 0;
