package vn.daugio.collector.ingest;

import java.util.Locale;

/** Why a report is not taken. Nothing of it is kept. */
enum Refusal {
  TOO_LARGE(413),
  BAD_ENCODING(415),
  BAD_GZIP(400),
  NOT_UTF8(400),
  NOT_JSON(400),
  MALFORMED(422),
  TOO_MANY(422),
  TOO_LONG(422),
  BAD_NUMBER(422),
  BAD_OUTCOME(422),
  REPEATED_SUBJECT(422),
  FROM_THE_FUTURE(422),
  TOO_OLD(422),
  WRONG_MACHINE(403),
  BUSY(503),
  UNWRITABLE(503);

  private final int status;

  Refusal(int status) {
    this.status = status;
  }

  int status() {
    return status;
  }

  /** The {@code reason} of the answer and of the metric. */
  String code() {
    return "report." + name().toLowerCase(Locale.ROOT);
  }
}
