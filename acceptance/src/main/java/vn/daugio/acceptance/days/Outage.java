package vn.daugio.acceptance.days;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import vn.daugio.protocol.OfficeZone;

/**
 * One labelled outage of the script.
 *
 * @param name what it is called
 * @param begins when its play begins; later than all that was played before
 * @param due the outages of which people have to be told, each once; empty on a day off
 * @param script what happens, until everything works again
 */
record Outage(String name, Instant begins, List<Due> due, Script script) {
  Outage {
    due = List.copyOf(due);
  }

  /** What happens, step by step. */
  @FunctionalInterface
  interface Script {
    void play(Play play);
  }

  /**
   * What has to be told of one outage.
   *
   * @param cause the code of {@code incident.Cause}
   * @param kinds of the notices, in their order
   */
  record Due(String cause, List<String> kinds) {
    Due {
      kinds = List.copyOf(kinds);
    }

    @Override
    public String toString() {
      return cause + ": " + String.join(", ", kinds);
    }
  }

  /** Told once when it begins and once when it is over. */
  static Due once(String cause) {
    return told(cause, "opened", "recovered");
  }

  static Due told(String cause, String... kinds) {
    return new Due(cause, List.of(kinds));
  }

  /**
   * @param begins date and time at the office, such as 2026-11-23T08:00
   */
  static Outage day(String name, String begins, List<Due> due, Script script) {
    Instant at = LocalDateTime.parse(begins).atZone(OfficeZone.ZONE).toInstant();
    return new Outage(name, at, due, script);
  }

  /**
   * What the collector made of it.
   *
   * @param told the root incidents and the notices sent of each, and notices of what is no root
   */
  record Verdict(Outage outage, List<Due> told) {
    Verdict {
      told = List.copyOf(told);
    }

    String staged() {
      return label(outage.due());
    }

    String judged() {
      return label(told);
    }

    private static String label(List<Due> outages) {
      List<String> causes = outages.stream().map(Due::cause).sorted().toList();
      return causes.isEmpty() ? "none" : String.join("+", causes);
    }

    private static long notices(List<Due> outages) {
      return outages.stream().mapToLong(one -> one.kinds().size()).sum();
    }

    boolean isRight() {
      return sorted(outage.due()).equals(sorted(told));
    }

    private static List<String> sorted(List<Due> outages) {
      return outages.stream().map(Due::toString).sorted().toList();
    }

    /** {@code OUTAGE staged judged notices-due notices-sent}, tab-separated. */
    String line() {
      return Stream.of(
              "OUTAGE",
              staged(),
              judged(),
              Long.toString(notices(outage.due())),
              Long.toString(notices(told)))
          .collect(java.util.stream.Collectors.joining("\t"));
    }

    /** What was told, for people. */
    String remark() {
      String wrong = isRight() ? "" : " INSTEAD OF " + sorted(outage.due());
      return "# " + outage.name() + ": " + sorted(told) + wrong;
    }
  }
}
