package vn.daugio.dashboards;

/** Units by Grafana's ids. */
enum Unit {
  COUNT("none"),
  SHARE("percentunit"),
  SECONDS("s"),
  DURATION("dtdurations"),
  /** Milliseconds since 1970. */
  MOMENT("dateTimeAsIso"),
  BYTES("decbytes"),
  BYTES_PER_SECOND("Bps"),
  PER_SECOND("cps"),
  CELSIUS("celsius"),
  VOLTS("volt");

  private final String id;

  Unit(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }
}
