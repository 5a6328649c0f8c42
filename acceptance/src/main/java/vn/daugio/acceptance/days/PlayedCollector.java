package vn.daugio.acceptance.days;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.CollectorProcess;
import vn.daugio.acceptance.process.FileClock;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.acceptance.process.WebhookSink;
import vn.daugio.collector.CollectorApplication;

/**
 * The collector, whole, as a child process, whose clock stands in a file and whose repeated work is
 * done when the player says so: after each step of the clock, as if it had passed as slowly as it
 * does.
 */
public final class PlayedCollector implements AutoCloseable {
  /** The collector's own command once for each site, since a JVM takes longer to start. */
  private static final String JOIN_CODES = "join-codes";

  private final List<String> program;
  private final int port = Child.freeLowPort();
  private final CollectorProcess collector;
  private final WebhookSink sink = new WebhookSink();
  private Socket player;

  /**
   * Starts it.
   *
   * @param clock the clock's file, which is there
   */
  PlayedCollector(Path folder, Path clock, String plan) {
    this.program = program(clock, port);
    this.collector = new CollectorProcess(folder, plan, sink.url(), program);
    this.player = connect();
  }

  /**
   * In the child process: runs one of the collector's commands.
   *
   * @param args the clock's file, the port of the turns, then the collector's own arguments
   */
  public static void main(String[] args) throws Exception {
    if (args[2].equals(JOIN_CODES)) {
      for (String site : Arrays.copyOfRange(args, 5, args.length)) {
        new CollectorApplication(new FileClock(Path.of(args[0])))
            .run("join-code", args[3], "--site", site, "--uses", args[4]);
      }
      return;
    }
    int port = Integer.parseInt(args[1]);
    new CollectorApplication(new FileClock(Path.of(args[0])), environment -> Turns.on(port))
        .run(Arrays.copyOfRange(args, 2, args.length));
  }

  private static List<String> program(Path clock, int port) {
    Path root = Tree.root();
    return List.of(
        "java",
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        root.resolve("acceptance/target/classes")
            + ":"
            + root.resolve("collector/target/daugio-collector.jar"),
        PlayedCollector.class.getName(),
        clock.toString(),
        Integer.toString(port));
  }

  private Socket connect() {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets it do its repeated work, once, to the end. */
  void turn() {
    try {
      player.getOutputStream().write(1);
      player.getOutputStream().flush();
      if (player.getInputStream().read() != 1) {
        throw new IllegalStateException("the collector has ended");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL. */
  void kill() {
    close(player);
    collector.kill();
  }

  /** Starts it again after a kill. */
  void restart() {
    collector.restart();
    player = connect();
  }

  /** A join code for each site, in their order. */
  List<String> joinCodes(int uses, List<String> sites) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(JOIN_CODES, collector.config().toString(), Integer.toString(uses)));
    command.addAll(sites);
    return Child.run(command).lines().toList();
  }

  CollectorProcess http() {
    return collector;
  }

  WebhookSink sink() {
    return sink;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    close(player);
    collector.close();
    sink.close();
  }
}
