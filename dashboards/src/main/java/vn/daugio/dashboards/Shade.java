package vn.daugio.dashboards;

import vn.daugio.protocol.Outcome;

/** Colours that mean something. What is not known is never green. */
enum Shade {
  GOOD("green"),
  WARNING("yellow"),
  BAD("red"),
  UNKNOWN("purple"),
  PENDING("orange"),
  PLAIN("blue"),
  /** A count of nothing, which is known. */
  ZERO("text"),
  ABSENT("#8e8e8e");

  private final String color;

  Shade(String color) {
    this.color = color;
  }

  String color() {
    return color;
  }

  static Shade of(Outcome outcome) {
    return switch (outcome) {
      case OK -> GOOD;
      case WARN -> WARNING;
      case FAIL -> BAD;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
