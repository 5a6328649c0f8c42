package vn.daugio.dashboards;

/**
 * Selectors of series by the variables of a dashboard. The province is a label that only a
 * Prometheus of several provinces gives its targets; where it is absent, "all" matches.
 */
final class Series {
  private static final String PROVINCE = "province=~\"$province\"";
  private static final String COMMUNE = PROVINCE + ",commune=~\"$commune\"";
  private static final String SITE = COMMUNE + ",site=~\"$site\"";

  private Series() {}

  /** Of the collector of a province; labels as name, value, name, value, a regex after a tilde. */
  static String province(String family, String... labels) {
    return select(family, PROVINCE, labels);
  }

  static String commune(String family, String... labels) {
    return select(family, COMMUNE, labels);
  }

  static String site(String family, String... labels) {
    return select(family, SITE, labels);
  }

  private static String select(String family, String variables, String... labels) {
    StringBuilder selector = new StringBuilder(family).append('{').append(variables);
    for (int i = 0; i < labels.length; i += 2) {
      boolean regex = labels[i + 1].startsWith("~");
      selector
          .append(',')
          .append(labels[i])
          .append(regex ? "=~\"" : "=\"")
          .append(regex ? labels[i + 1].substring(1) : labels[i + 1])
          .append('"');
    }
    return selector.append('}').toString();
  }

  static String sum(String vector) {
    return "sum(" + vector + ")";
  }

  static String sum(String by, String vector) {
    return "sum by (" + by + ") (" + vector + ")";
  }

  /** Per second, of a counter. */
  static String rate(String by, String counter) {
    return sum(by, "rate(" + counter + "[$__rate_interval])");
  }
}
