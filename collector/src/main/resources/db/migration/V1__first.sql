-- Written to what SQLite and PostgreSQL both understand. Times are milliseconds since 1970 in UTC.

CREATE TABLE machine (
  site            TEXT    NOT NULL,
  code            TEXT    NOT NULL,
  token_hash      TEXT    NOT NULL UNIQUE,
  enrolled_at     BIGINT  NOT NULL,
  last_report_at  BIGINT,
  agent_version   TEXT    NOT NULL DEFAULT '',
  dropped         BIGINT  NOT NULL DEFAULT 0,
  silent_since    BIGINT,
  PRIMARY KEY (site, code)
);

CREATE TABLE join_code (
  code_hash    TEXT    PRIMARY KEY,
  site         TEXT    NOT NULL,
  uses_left    INTEGER NOT NULL,
  valid_until  BIGINT  NOT NULL
);

-- The reports as they came; kept for a bounded time.
CREATE TABLE report (
  site         TEXT    NOT NULL,
  machine      TEXT    NOT NULL,
  boot_id      TEXT    NOT NULL,
  sequence     BIGINT  NOT NULL,
  received_at  BIGINT  NOT NULL,
  first_at     BIGINT  NOT NULL,
  last_at      BIGINT  NOT NULL,
  accepted     INTEGER NOT NULL,
  body         BYTEA   NOT NULL,
  PRIMARY KEY (site, machine, boot_id, sequence)
);
CREATE INDEX report_seen ON report (site, last_at);
CREATE INDEX report_received ON report (received_at);

-- The days on which a machine reported: the sheet's coverage.
CREATE TABLE machine_day (
  site      TEXT   NOT NULL,
  machine   TEXT   NOT NULL,
  day       TEXT   NOT NULL,
  first_at  BIGINT NOT NULL,
  PRIMARY KEY (site, day, machine)
);

-- One row per subject: what is known now.
CREATE TABLE state (
  site         TEXT    NOT NULL,
  target       TEXT    NOT NULL,
  check_code   TEXT    NOT NULL,
  outcome      TEXT    NOT NULL,
  reason       TEXT,
  also         TEXT    NOT NULL,
  since        BIGINT  NOT NULL,
  observed_at  BIGINT  NOT NULL,
  fails        INTEGER NOT NULL,
  fails_since  BIGINT,
  goods        INTEGER NOT NULL,
  goods_since  BIGINT,
  silent       INTEGER NOT NULL,
  witness      TEXT    NOT NULL,
  measures     TEXT    NOT NULL,
  facts        TEXT    NOT NULL,
  PRIMARY KEY (site, target, check_code)
);
CREATE INDEX state_witness ON state (site, witness);

-- One row per change of outcome or reason: what was known when.
CREATE TABLE state_change (
  site         TEXT    NOT NULL,
  target       TEXT    NOT NULL,
  check_code   TEXT    NOT NULL,
  at           BIGINT  NOT NULL,
  outcome      TEXT    NOT NULL,
  reason       TEXT,
  witness      TEXT    NOT NULL,
  silence      INTEGER NOT NULL,
  PRIMARY KEY (site, target, check_code, at)
);

CREATE TABLE incident (
  id               BIGINT PRIMARY KEY,
  site             TEXT   NOT NULL,
  target           TEXT   NOT NULL,
  check_code       TEXT   NOT NULL,
  severity         TEXT   NOT NULL,
  reason           TEXT   NOT NULL,
  opened_at        BIGINT NOT NULL,
  announced_at     BIGINT,
  acknowledged_at  BIGINT,
  acknowledged_by  TEXT,
  recovered_at     BIGINT
);
CREATE UNIQUE INDEX incident_open ON incident (site, target, check_code) WHERE recovered_at IS NULL;
CREATE INDEX incident_opened ON incident (opened_at);

CREATE TABLE incident_event (
  incident  BIGINT NOT NULL,
  at        BIGINT NOT NULL,
  kind      TEXT   NOT NULL,
  detail    TEXT   NOT NULL
);
CREATE INDEX incident_event_incident ON incident_event (incident, at);

CREATE TABLE outbox (
  id            BIGINT  PRIMARY KEY,
  incident      BIGINT  NOT NULL,
  kind          TEXT    NOT NULL,
  created_at    BIGINT  NOT NULL,
  due_at        BIGINT  NOT NULL,
  attempts      INTEGER NOT NULL DEFAULT 0,
  last_error    TEXT,
  delivered_at  BIGINT,
  UNIQUE (incident, kind)
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE delivered_at IS NULL;

-- Who has taken a notice that others still have to take.
CREATE TABLE outbox_taken (
  notice       BIGINT NOT NULL,
  destination  TEXT   NOT NULL,
  at           BIGINT NOT NULL,
  PRIMARY KEY (notice, destination)
);

-- Cumulative, written with the recovery, never reduced.
CREATE TABLE recovery_count (
  commune   TEXT   NOT NULL,
  le        TEXT   NOT NULL,
  count     BIGINT NOT NULL,
  PRIMARY KEY (commune, le)
);
CREATE TABLE recovery_sum (
  commune   TEXT             PRIMARY KEY,
  seconds   DOUBLE PRECISION NOT NULL
);
