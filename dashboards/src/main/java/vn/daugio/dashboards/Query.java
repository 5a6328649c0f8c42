package vn.daugio.dashboards;

/**
 * One query of a panel.
 *
 * @param legend a text key after "@", else Grafana's template of labels
 * @param expression PromQL
 * @param shade of what it shows
 * @param unit of a table's column; elsewhere the panel's counts
 */
record Query(String legend, String expression, Shade shade, Unit unit) {
  /** A series that has a word of its own. */
  static Query word(String key, Shade shade, String expression) {
    return new Query("@series." + key, expression, shade, Unit.COUNT);
  }

  /** Series that are named by their labels. */
  static Query labels(String template, String expression) {
    return new Query(template, expression, Shade.PLAIN, Unit.COUNT);
  }

  /** A column of a table. */
  static Query column(String key, Unit unit, Shade shade, String expression) {
    return new Query("@column." + key, expression, shade, unit);
  }

  static Query column(String key, Unit unit, String expression) {
    return column(key, unit, Shade.PLAIN, expression);
  }

  String legend(Words words) {
    return legend.startsWith("@") ? words.get(legend.substring(1)) : legend;
  }
}
