package vn.daugio.agent.os.linux;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.agent.os.Network.PingReply;

/** Reads what the {@code ping} of iputils prints in the language {@code C}. */
final class PingOutput {
  private static final Pattern REPLY =
      Pattern.compile(
          "\\d+ bytes from .*icmp_seq=(\\d{1,5}) .*time[=<](\\d{1,7}(?:\\.\\d{1,6})?) ms.*");
  private static final Pattern SUMMARY = Pattern.compile("(\\d{1,6}) packets transmitted, .*");

  private PingOutput() {}

  /**
   * @param count how many requests were asked for
   * @return empty when the output has no summary, so that nothing can be said about the address
   */
  static Optional<PingReply> parse(String output, int count) {
    TreeMap<Integer, Duration> bySequence = new TreeMap<>();
    boolean summary = false;
    for (String line : output.lines().toList()) {
      Matcher reply = REPLY.matcher(line);
      if (reply.matches()) {
        int sequence = Integer.parseInt(reply.group(1));
        if (sequence >= 1 && sequence <= count) {
          // the first answer counts; a duplicate says nothing about loss
          bySequence.putIfAbsent(sequence, millis(reply.group(2)));
        }
      }
      summary |= SUMMARY.matcher(line).matches();
    }
    return summary
        ? Optional.of(new PingReply(count, List.copyOf(bySequence.values())))
        : Optional.empty();
  }

  private static Duration millis(String text) {
    return Duration.ofNanos(Math.round(Double.parseDouble(text) * 1_000_000));
  }
}
