-- What an order or record is looked up by lies in one tree each: what has to go from there is known from the order or record as it stood.
DROP INDEX prompts_order;
DROP INDEX prompt_people_prompt;

CREATE TABLE open_steps_by_step (
  step_id      TEXT NOT NULL,
  created_ms   INTEGER NOT NULL,
  order_number TEXT NOT NULL,
  PRIMARY KEY (step_id, created_ms, order_number)
) STRICT, WITHOUT ROWID;
INSERT INTO open_steps_by_step SELECT step_id, created_ms, order_number FROM open_steps;
DROP TABLE open_steps;
ALTER TABLE open_steps_by_step RENAME TO open_steps;

CREATE TABLE timers_by_due (
  due_ms INTEGER NOT NULL,
  owner  TEXT NOT NULL,
  key    TEXT NOT NULL,
  due_at TEXT NOT NULL,
  PRIMARY KEY (due_ms, owner, key)
) STRICT, WITHOUT ROWID;
INSERT INTO timers_by_due SELECT due_ms, owner, key, due_at FROM timers;
DROP TABLE timers;
ALTER TABLE timers_by_due RENAME TO timers;
