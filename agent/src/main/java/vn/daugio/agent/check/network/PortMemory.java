package vn.daugio.agent.check.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is remembered of the ports of a switch, as one text well below 4 KB: what each was is kept
 * for as many as fit, what each had counted for as many as fit then.
 */
final class PortMemory {
  /** Of the text; leaves room for what else the check remembers. */
  static final int MOST = 3_600;

  private static final int BASE = 36;
  private static final int WHAT_IT_WAS = 6;
  private static final int COUNTED = 6;

  private PortMemory() {}

  /**
   * One port.
   *
   * @param index ifIndex
   * @param mark of its name: after a restart another port may have the index
   * @param state when last read
   * @param speed thousands of bits per second that are usual for it; 0: not known
   * @param since hours since 1970 from when it is slow or lost; 0 else
   * @param neighbour what was connected to it; empty where not known
   * @param counted in errors, in packets, out errors, out packets, late collisions, discontinuity;
   *     −1 where not known; empty where it was left out
   */
  record Memo(
      long index,
      int mark,
      State state,
      long speed,
      long since,
      String neighbour,
      List<Long> counted) {
    Memo {
      counted = List.copyOf(counted);
    }
  }

  /** What a port was. */
  enum State {
    UNUSED('n'),
    UP('u'),
    SLOW('s'),
    LOST('l');

    private final char code;

    State(char code) {
      this.code = code;
    }
  }

  /** A short mark of a name; equal for equal names. */
  static int mark(String name) {
    return Math.floorMod(name.hashCode(), BASE * BASE);
  }

  /** Non-negative, or −1 when the text is no such number. */
  static long number(String text, int base) {
    if (text.isEmpty() || text.length() > 18) {
      return -1;
    }
    try {
      return Math.max(-1, Long.parseLong(text, base));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** By ifIndex; what cannot be understood is left out, so that its port begins anew. */
  static Map<Long, Memo> decode(String text) {
    Map<Long, Memo> found = new HashMap<>();
    for (String one : text.split(";", -1)) {
      String[] fields = one.split(",", -1);
      if (fields.length >= WHAT_IT_WAS) {
        long index = number(fields[0], BASE);
        long mark = number(fields[1], BASE);
        for (State state : State.values()) {
          if (index > 0 && mark >= 0 && fields[2].equals(String.valueOf(state.code))) {
            long speed = Math.max(0, number(fields[3], BASE));
            long since = Math.max(0, number(fields[4], BASE));
            found.put(
                index,
                new Memo(index, (int) mark, state, speed, since, fields[5], counted(fields)));
          }
        }
      }
    }
    return found;
  }

  private static List<Long> counted(String[] fields) {
    List<Long> counted = new ArrayList<>();
    if (fields.length == WHAT_IT_WAS + COUNTED) {
      for (int i = WHAT_IT_WAS; i < fields.length; i++) {
        counted.add(number(fields[i], BASE));
      }
    }
    return counted;
  }

  /** At most {@link #MOST} characters. */
  static String encode(Collection<Memo> memos) {
    List<String> kept = new ArrayList<>();
    int length = 0;
    for (Memo memo : memos) {
      String text = shortly(memo);
      if (length + text.length() + 1 <= MOST) {
        length += text.length() + 1;
        kept.add(text);
      }
    }
    int i = 0;
    for (Memo memo : memos) {
      if (i < kept.size() && kept.get(i).equals(shortly(memo))) {
        String more = counters(memo);
        if (length + more.length() <= MOST) {
          length += more.length();
          kept.set(i, kept.get(i) + more);
        }
        i++;
      }
    }
    return String.join(";", kept);
  }

  private static String shortly(Memo memo) {
    return String.join(
        ",",
        Long.toString(memo.index(), BASE),
        Integer.toString(memo.mark(), BASE),
        String.valueOf(memo.state().code),
        Long.toString(memo.speed(), BASE),
        Long.toString(memo.since(), BASE),
        memo.neighbour().replaceAll("[,;]", ""));
  }

  private static String counters(Memo memo) {
    StringBuilder text = new StringBuilder();
    for (long one : memo.counted()) {
      text.append(',').append(one < 0 ? "" : Long.toString(one, BASE));
    }
    return text.toString();
  }
}
