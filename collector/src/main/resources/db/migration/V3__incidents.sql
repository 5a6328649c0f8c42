-- What an outage is, which one explains which, and what people did about it.
ALTER TABLE incident ADD COLUMN cause TEXT NOT NULL DEFAULT 'DEVICE';
-- The incident that explains this one; nobody is told of a child.
ALTER TABLE incident ADD COLUMN parent BIGINT;
ALTER TABLE incident ADD COLUMN flapping_since BIGINT;
ALTER TABLE incident ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0;
-- Refuted by a late report: it never was, but people may have been told.
ALTER TABLE incident ADD COLUMN refuted_at BIGINT;
-- The round of the recovery that was counted last; -1: none yet.
ALTER TABLE incident ADD COLUMN counted INTEGER NOT NULL DEFAULT -1;
-- Whether a punctual report has shown it: what only late reports tell of is told to nobody.
ALTER TABLE incident ADD COLUMN fresh INTEGER NOT NULL DEFAULT 0;
-- The observations that confirmed the opening and the recovery.
ALTER TABLE incident ADD COLUMN opening_seen_at BIGINT;
ALTER TABLE incident ADD COLUMN recovery_seen_at BIGINT;
ALTER TABLE incident ADD COLUMN assigned_to TEXT;
ALTER TABLE incident ADD COLUMN closed_at BIGINT;
ALTER TABLE incident ADD COLUMN closed_by TEXT;
ALTER TABLE incident ADD COLUMN close_cause TEXT;
ALTER TABLE incident ADD COLUMN remedy TEXT;
ALTER TABLE incident ADD COLUMN serious_at BIGINT;
-- What all sites see of one system.
CREATE INDEX state_target ON state (check_code, target);
CREATE INDEX incident_target ON incident (check_code, target) WHERE recovered_at IS NULL;
CREATE INDEX incident_parent ON incident (parent) WHERE parent IS NOT NULL;
CREATE INDEX incident_subject ON incident (site, target, check_code, opened_at);

ALTER TABLE incident_event ADD COLUMN author TEXT NOT NULL DEFAULT '';

-- An incident that came back is told of again: the round is how often it came back.
CREATE TABLE outbox_of_rounds (
  id            BIGINT  PRIMARY KEY,
  incident      BIGINT  NOT NULL,
  kind          TEXT    NOT NULL,
  round         INTEGER NOT NULL DEFAULT 0,
  created_at    BIGINT  NOT NULL,
  due_at        BIGINT  NOT NULL,
  attempts      INTEGER NOT NULL DEFAULT 0,
  last_error    TEXT,
  delivered_at  BIGINT,
  UNIQUE (incident, kind, round)
);
INSERT INTO outbox_of_rounds (id, incident, kind, created_at, due_at, attempts, last_error, delivered_at)
  SELECT id, incident, kind, created_at, due_at, attempts, last_error, delivered_at FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_of_rounds RENAME TO outbox;
CREATE INDEX outbox_due ON outbox (due_at) WHERE delivered_at IS NULL;
