-- What Alertmanager has handed over: the words of its alerts, and when each was heard last.
CREATE TABLE alert (
  target      TEXT   NOT NULL PRIMARY KEY,
  summary_vi  TEXT   NOT NULL,
  summary_en  TEXT   NOT NULL,
  runbook     TEXT   NOT NULL,
  starts_at   BIGINT NOT NULL,
  heard_at    BIGINT NOT NULL
);
