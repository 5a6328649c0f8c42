package vn.daugio.agent.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;

/**
 * Real programs as peers of a test: started as its children on free ports of the loopback, and
 * ended by their own handles.
 */
public final class Peers {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private Peers() {}

  /** A running program. Closing it ends it and its children. */
  public record Peer(Process process, int port) implements AutoCloseable {
    @Override
    public void close() {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroy();
      children.forEach(ProcessHandle::destroy);
      try {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  /** How a program is started, and the port that it will listen on. */
  public record Plan(List<String> command, int port, Path log) {}

  /** The absolute path of a program. Without it the test is skipped, but fails where CI=true. */
  public static String need(String program) {
    for (String directory : List.of("/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/")) {
      if (Files.isExecutable(Path.of(directory + program))) {
        return directory + program;
      }
    }
    missing(program + " is not installed");
    throw new IllegalStateException("not reached");
  }

  /** A condition of this machine, such as being root; see {@link #need}. */
  public static void needThat(boolean given, String what) {
    if (!given) {
      missing(what);
    }
  }

  private static void missing(String what) {
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(what + ", and CI=true allows no skipping");
    }
    Assumptions.abort(what);
  }

  /** A TCP port of the loopback that was free a moment ago; most likely free for UDP, too. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a program and waits until it accepts connections. */
  public static Peer startTcp(Plan plan) {
    return start(plan, () -> accepts(plan.port()));
  }

  /** Starts a program and waits until it has its UDP port. */
  public static Peer startUdp(Plan plan) {
    String port = String.format(Locale.ROOT, ":%04X ", plan.port());
    return start(plan, () -> table("/proc/net/udp").contains(port));
  }

  private static Peer start(Plan plan, BooleanSupplier listens) {
    try {
      Process process =
          new ProcessBuilder(plan.command())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()))
              .start();
      Peer peer = new Peer(process, plan.port());
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (!listens.getAsBoolean()) {
        if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
          peer.close();
          throw new AssertionError(plan.command() + ": " + Files.readString(plan.log()));
        }
      }
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static String table(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program to its end; it has to succeed. */
  public static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
