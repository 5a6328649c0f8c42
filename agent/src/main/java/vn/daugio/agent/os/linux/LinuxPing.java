package vn.daugio.agent.os.linux;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.CommandException;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.PingReply;
import vn.daugio.agent.os.Network.PingRequest;
import vn.daugio.agent.os.NotPermittedException;

/** Bursts of echo requests by the system's own {@code ping}, which may open an ICMP socket. */
final class LinuxPing {
  /** The shortest interval that iputils grants to ordinary users, in seconds. */
  private static final String INTERVAL = "0.2";

  private final List<String> program;

  /**
   * @param program how to start ping, without its arguments
   */
  LinuxPing(List<String> program) {
    this.program = List.copyOf(program);
  }

  /**
   * @throws UncheckedIOException when the program hangs or cannot be started, which says nothing
   *     about the address
   */
  PingReply ping(PingRequest request, Deadline deadline)
      throws NotPermittedException, InterruptedException {
    Duration usual = Duration.ofMillis(200L * request.count() + 5000);
    try {
      return read(
          Command.run(arguments(request), Deadline.in(deadline.atMost(usual))), request.count());
    } catch (CommandException e) {
      if (e.failure() == CommandException.Failure.NOT_FOUND
          || e.failure() == CommandException.Failure.NOT_PERMITTED) {
        throw new NotPermittedException("ping: " + e.getMessage());
      }
      throw new UncheckedIOException(e);
    }
  }

  private List<String> arguments(PingRequest request) {
    List<String> arguments = new ArrayList<>(program);
    String count = Integer.toString(request.count());
    arguments.addAll(List.of("-n", "-c", count, "-i", INTERVAL, "-W", "1"));
    var source = request.source();
    if (source != null) {
      arguments.addAll(List.of("-I", source.getHostAddress()));
    }
    arguments.add(request.address().getHostAddress());
    return arguments;
  }

  /** Of a finished ping; visible for the recorded outputs of the tests. */
  static PingReply read(Command.Result result, int count) throws NotPermittedException {
    Optional<PingReply> reply = PingOutput.parse(result.out(), count);
    if (reply.isPresent()) {
      return reply.get();
    }
    // without a route, or without the line's own address, not one request could leave
    String error = result.err();
    if (error.contains("unreachable") || error.contains("Cannot assign requested address")) {
      return new PingReply(count, List.of());
    }
    throw new NotPermittedException("ping: " + result.firstLine());
  }
}
