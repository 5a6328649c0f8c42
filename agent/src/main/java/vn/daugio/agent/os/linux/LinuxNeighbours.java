package vn.daugio.agent.os.linux;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.CommandException;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.Neighbour;
import vn.daugio.agent.os.Network.Station;

/**
 * The kernel's neighbour table as {@code ip neigh} shows it. {@code /proc/net/arp} will not do: it
 * lists an address as complete for long after it fell silent.
 */
final class LinuxNeighbours {
  /** How often a pending answer is looked at. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** The kernel's delay (5 s) and what an answer may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(7);

  /** What the caller needs after us. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  /** {@code used 12/3/7probes 1 REACHABLE}: seconds since it was used, confirmed, updated. */
  private static final Pattern LINE =
      Pattern.compile(".* used \\d+/(\\d{1,9})/\\d+.* (REACHABLE|DELAY|PROBE|INCOMPLETE)");

  private static final Pattern STATION =
      Pattern.compile(
          "(\\S+) dev \\S+ lladdr ([0-9a-f]{2}(?::[0-9a-f]{2}){5}) .*"
              + "(REACHABLE|STALE|DELAY|PROBE|PERMANENT)");

  private static final int MOST_STATIONS = 4_096;

  /**
   * Whole seconds since it was confirmed, rounded down by the tool. A silent burst of pings takes
   * longer than one, so what was confirmed since is no echo of the time before the silence.
   */
  private static final int FRESH_SECONDS = 0;

  private final List<String> program;

  /**
   * @param neighbour what can be said now
   * @param pending true while the kernel is asking
   */
  record Reading(Neighbour neighbour, boolean pending) {}

  /**
   * @param program how to start {@code ip}, without its arguments
   */
  LinuxNeighbours(List<String> program) {
    this.program = List.copyOf(program);
  }

  Neighbour ask(InetAddress address, Deadline deadline) throws InterruptedException {
    List<String> arguments = new ArrayList<>(program);
    String literal = address.getHostAddress().replaceFirst("%.*", "");
    arguments.addAll(List.of("-s", "neigh", "show", "to", literal));
    Deadline patience = Deadline.in(deadline.atMost(PATIENCE));
    while (true) {
      Reading reading;
      try {
        reading = parse(Command.run(arguments, deadline).out());
      } catch (CommandException e) {
        // without the tool nothing is known, which is an answer
        return Neighbour.ABSENT;
      }
      boolean wait = reading.pending() && deadline.remaining().compareTo(MARGIN) > 0;
      if (!wait || patience.isOver()) {
        return reading.neighbour();
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** All that are not known to have failed; an entry may be minutes old. */
  List<Station> all(Deadline deadline) throws InterruptedException {
    List<String> arguments = new ArrayList<>(program);
    arguments.addAll(List.of("neigh", "show"));
    try {
      return stations(Command.run(arguments, deadline).out());
    } catch (CommandException e) {
      // without the tool nothing is known, which is an answer
      return List.of();
    }
  }

  static List<Station> stations(String output) {
    List<Station> found = new ArrayList<>();
    for (String line : output.lines().limit(MOST_STATIONS).toList()) {
      Matcher matcher = STATION.matcher(line.strip());
      if (matcher.matches()) {
        Addresses.parse(matcher.group(1))
            .ifPresent(address -> found.add(new Station(address, matcher.group(2))));
      }
    }
    return found;
  }

  /** Of the lines for one address; it may be known on several interfaces. */
  static Reading parse(String output) {
    Reading best = new Reading(Neighbour.ABSENT, false);
    for (String line : output.lines().toList()) {
      Matcher matcher = LINE.matcher(line.strip());
      if (matcher.matches()) {
        boolean reachable = matcher.group(2).equals("REACHABLE");
        boolean fresh = Integer.parseInt(matcher.group(1)) <= FRESH_SECONDS;
        Neighbour neighbour =
            !reachable ? Neighbour.ABSENT : fresh ? Neighbour.PRESENT : Neighbour.RECENT;
        if (neighbour.compareTo(best.neighbour()) <= 0) {
          best = new Reading(neighbour, !reachable);
        }
      }
    }
    return best;
  }
}
