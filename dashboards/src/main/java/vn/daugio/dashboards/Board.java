package vn.daugio.dashboards;

import java.util.ArrayList;
import java.util.List;

/** A dashboard: rows of panels, which fill the page from left to right. */
final class Board {
  /** Whose values can be chosen. */
  enum Scope {
    PROVINCE,
    /** One commune and its sites. */
    ONE_COMMUNE,
    COMMUNES,
    SITES
  }

  /**
   * Panels under one heading.
   *
   * @param height of each panel, in Grafana's units of 30 pixels
   */
  record Row(String key, int height, List<Panel> panels) {}

  private final String name;
  private final Scope scope;
  private final List<Row> rows = new ArrayList<>();

  Board(String name, Scope scope) {
    this.name = name;
    this.scope = scope;
  }

  Board row(String key, int height, Panel... panels) {
    rows.add(new Row(key, height, List.of(panels)));
    return this;
  }

  /** Also the first part of its text keys and the middle of its uid. */
  String name() {
    return name;
  }

  Scope scope() {
    return scope;
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }

  String uid(Words words) {
    return "daugio-" + name + "-" + words.language().code();
  }
}
