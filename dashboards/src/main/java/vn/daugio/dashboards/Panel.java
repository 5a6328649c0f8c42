package vn.daugio.dashboards;

import java.util.ArrayList;
import java.util.List;

/** A panel: what it shows, without words and without its place. */
final class Panel {
  /** The types of Grafana that are used. */
  enum Kind {
    STAT("stat"),
    TIMESERIES("timeseries"),
    TABLE("table"),
    STATE_TIMELINE("state-timeline"),
    STATUS_HISTORY("status-history"),
    BARGAUGE("bargauge"),
    HEATMAP("heatmap"),
    TEXT("text");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    String type() {
      return type;
    }
  }

  /** What the colours say. */
  enum Coloring {
    /** Nothing: no number is judged here that the check judges. */
    NEUTRAL,
    /** 0 OK, 1 WARN, 2 FAIL, 3 UNKNOWN. */
    OUTCOME,
    /** None is good, any is bad. */
    NONE_IS_GOOD,
    /** Each query's own. */
    BY_QUERY
  }

  private final Kind kind;
  private final String key;
  private final List<Query> queries = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private int width = 12;
  private int height;
  private Unit unit = Unit.COUNT;
  private Coloring coloring = Coloring.NEUTRAL;
  private boolean stacked;

  private Panel(Kind kind, String key) {
    this.kind = kind;
    this.key = key;
  }

  static Panel stat(String key) {
    return new Panel(Kind.STAT, key);
  }

  static Panel graph(String key) {
    return new Panel(Kind.TIMESERIES, key);
  }

  /** A table whose rows are told apart by these labels. */
  static Panel table(String key, String... labels) {
    Panel table = new Panel(Kind.TABLE, key);
    table.labels.addAll(List.of(labels));
    return table;
  }

  /** Outcomes over time, one line a subject. */
  static Panel timeline(String key) {
    return new Panel(Kind.STATE_TIMELINE, key).coloring(Coloring.OUTCOME);
  }

  static Panel history(String key) {
    return new Panel(Kind.STATUS_HISTORY, key);
  }

  static Panel bars(String key) {
    return new Panel(Kind.BARGAUGE, key);
  }

  static Panel heatmap(String key) {
    return new Panel(Kind.HEATMAP, key);
  }

  /** Only words. */
  static Panel text(String key) {
    return new Panel(Kind.TEXT, key);
  }

  /** In twenty-fourths of the page. */
  Panel width(int twentyFourths) {
    width = twentyFourths;
    return this;
  }

  /** Where it is not the row's; all panels beside each other have the same. */
  Panel height(int units) {
    height = units;
    return this;
  }

  Panel unit(Unit what) {
    unit = what;
    return this;
  }

  Panel coloring(Coloring what) {
    coloring = what;
    return this;
  }

  Panel stacked() {
    stacked = true;
    return this;
  }

  Panel add(Query query) {
    queries.add(query);
    return this;
  }

  Panel add(List<Query> more) {
    queries.addAll(more);
    return this;
  }

  Panel add(String template, String expression) {
    return add(Query.labels(template, expression));
  }

  Kind kind() {
    return kind;
  }

  String key() {
    return key;
  }

  int width() {
    return width;
  }

  /** In the row in which it stands. */
  int height(Board.Row row) {
    return height == 0 ? row.height() : height;
  }

  Unit unit() {
    return unit;
  }

  Coloring coloring() {
    return coloring;
  }

  boolean isStacked() {
    return stacked;
  }

  List<Query> queries() {
    return List.copyOf(queries);
  }

  List<String> labels() {
    return List.copyOf(labels);
  }

  /** Tables, numbers and bars show now; the others a course. */
  boolean isOfNow() {
    return kind == Kind.TABLE || kind == Kind.STAT || kind == Kind.BARGAUGE;
  }
}
