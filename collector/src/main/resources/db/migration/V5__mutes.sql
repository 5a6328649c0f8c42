-- Nothing is told about a subject until a moment; expired ones are kept for the record.
CREATE TABLE mute (
  id          BIGINT PRIMARY KEY,
  site        TEXT   NOT NULL,
  target      TEXT,
  check_code  TEXT,
  from_at     BIGINT NOT NULL,
  until_at    BIGINT NOT NULL,
  why         TEXT   NOT NULL,
  owner       TEXT   NOT NULL,
  author      TEXT   NOT NULL
);
CREATE INDEX mute_until ON mute (until_at);
