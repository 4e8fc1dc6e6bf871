-- What was given up is counted and listed without walking through all that was delivered.
CREATE INDEX outbox_failed ON outbox (done_ms, id) WHERE state > 1;
