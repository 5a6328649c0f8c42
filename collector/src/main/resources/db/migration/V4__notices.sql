-- Who is told what: one row for each notice and destination. A destination is a channel's name, or
-- a role, its rank and number, and a site; never a person's address.
CREATE TABLE delivery (
  notice        BIGINT  NOT NULL,
  destination   TEXT    NOT NULL,
  incident      BIGINT  NOT NULL,
  site          TEXT    NOT NULL,
  role          TEXT    NOT NULL,
  -- the channel that is to carry it next, or has carried it; those that refused it for ever
  channel       TEXT    NOT NULL,
  refused       TEXT    NOT NULL DEFAULT '',
  state         TEXT    NOT NULL,
  attempts      INTEGER NOT NULL DEFAULT 0,
  result        TEXT    NOT NULL DEFAULT '',
  why           TEXT    NOT NULL DEFAULT '',
  created_at    BIGINT  NOT NULL,
  first_due_at  BIGINT  NOT NULL,
  due_at        BIGINT  NOT NULL,
  -- the digest that it is a part of, from the first attempt on
  letter        TEXT,
  lease_owner   TEXT,
  lease_until   BIGINT,
  done_at       BIGINT,
  PRIMARY KEY (notice, destination)
);
CREATE INDEX delivery_due ON delivery (channel, due_at) WHERE state = 'WAITING';
CREATE INDEX delivery_open ON delivery (site, state) WHERE state IN ('WAITING', 'FAILED');
CREATE INDEX delivery_told ON delivery (incident, destination);

-- Channels that take nothing at present.
CREATE TABLE channel_aside (
  channel      TEXT   PRIMARY KEY,
  since        BIGINT NOT NULL,
  aside_until  BIGINT NOT NULL,
  result       TEXT   NOT NULL,
  why          TEXT   NOT NULL
);

ALTER TABLE outbox ADD COLUMN planned_at BIGINT;
UPDATE outbox SET planned_at = delivered_at;
-- What some had taken when this version came is not told to them again.
INSERT INTO delivery (notice, destination, incident, site, role, channel, state, attempts, result,
    created_at, first_due_at, due_at, done_at)
  SELECT o.id, t.destination, o.incident, i.site, '', t.destination, 'TAKEN', 1, 'taken',
    o.created_at, o.created_at, o.created_at, t.at
  FROM outbox_taken t JOIN outbox o ON o.id = t.notice JOIN incident i ON i.id = o.incident;
DROP TABLE outbox_taken;
DROP INDEX outbox_due;
ALTER TABLE outbox DROP COLUMN due_at;
ALTER TABLE outbox DROP COLUMN attempts;
ALTER TABLE outbox DROP COLUMN last_error;
CREATE INDEX outbox_unplanned ON outbox (id) WHERE planned_at IS NULL;
CREATE INDEX outbox_waiting ON outbox (id) WHERE delivered_at IS NULL;
