package vn.daugio.agent.os.linux;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.CommandException;
import vn.daugio.agent.os.Deadline;

/**
 * The kernel's neighbour table as {@code ip neigh} shows it. {@code /proc/net/arp} will not do: it
 * lists an address as complete for long after it fell silent.
 */
final class LinuxNeighbours {
  /** How often a pending confirmation is looked at. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final List<String> program;

  /** What the table says of one address. */
  enum State {
    /** Confirmed within the kernel's reachable time, at most 45 s ago. */
    CONFIRMED,
    /** A solicitation is under way; it ends within 8 s. */
    PENDING,
    /** Failed, or never asked for, or set by hand. */
    NONE
  }

  /**
   * @param program how to start {@code ip}, without its arguments
   */
  LinuxNeighbours(List<String> program) {
    this.program = List.copyOf(program);
  }

  boolean confirms(InetAddress address, Deadline deadline) throws InterruptedException {
    List<String> arguments = new ArrayList<>(program);
    String literal = address.getHostAddress().replaceFirst("%.*", "");
    arguments.addAll(List.of("neigh", "show", "to", literal));
    while (true) {
      State state;
      try {
        state = parse(Command.run(arguments, deadline).out());
      } catch (CommandException e) {
        // without the tool there is no confirmation, which is all that is asked for
        return false;
      }
      if (state != State.PENDING || deadline.remaining().compareTo(PAUSE) <= 0) {
        return state == State.CONFIRMED;
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** Of the lines for one address; it may be known on several interfaces. */
  static State parse(String output) {
    State best = State.NONE;
    for (String line : output.lines().toList()) {
      String[] words = line.strip().split(" +", -1);
      State state =
          switch (words[words.length - 1]) {
            case "REACHABLE" -> State.CONFIRMED;
            case "DELAY", "PROBE", "INCOMPLETE" -> State.PENDING;
            default -> State.NONE;
          };
      if (state.compareTo(best) < 0) {
        best = state;
      }
    }
    return best;
  }
}
