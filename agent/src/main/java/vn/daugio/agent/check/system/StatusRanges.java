package vn.daugio.agent.check.system;

/** Accepted HTTP status codes such as {@code 200-403} or {@code 200,302}. */
final class StatusRanges {
  private StatusRanges() {}

  /**
   * @throws IllegalArgumentException when the text is no such list
   */
  static boolean accept(String ranges, int status) {
    for (String range : ranges.split(",", -1)) {
      String[] ends = range.split("-", -1);
      if (!range.matches("\\d{3}(-\\d{3})?")) {
        throw new IllegalArgumentException("not a range of status codes: " + range);
      }
      if (Integer.parseInt(ends[0]) <= status
          && status <= Integer.parseInt(ends[ends.length - 1])) {
        return true;
      }
    }
    return false;
  }
}
