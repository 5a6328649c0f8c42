-- How protection products are recognised beside the built-in catalogue; learned from good machines.
CREATE TABLE product (
  id        TEXT   PRIMARY KEY,
  body      TEXT   NOT NULL,
  added_at  BIGINT NOT NULL
);

-- Each change of the learned products has a number: the version of the catalogue that agents get.
CREATE TABLE product_change (
  version  INTEGER PRIMARY KEY,
  at       BIGINT  NOT NULL
);

-- Machines that were asked once for a reduced inventory, and what they answered.
CREATE TABLE inventory (
  site         TEXT   NOT NULL,
  machine      TEXT   NOT NULL,
  request      BIGINT NOT NULL,
  asked_at     BIGINT NOT NULL,
  received_at  BIGINT,
  body         TEXT,
  PRIMARY KEY (site, machine)
);

-- The machines of a commune that a vendor's console knows; replaced by each import.
CREATE TABLE console_machine (
  commune       TEXT   NOT NULL,
  product       TEXT   NOT NULL,
  name          TEXT   NOT NULL,
  last_contact  BIGINT,
  imported_at   BIGINT NOT NULL,
  PRIMARY KEY (commune, product, name)
);
