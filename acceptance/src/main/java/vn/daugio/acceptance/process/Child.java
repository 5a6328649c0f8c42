package vn.daugio.acceptance.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A child process with its output in a log file; it is ended by its own handle. */
public final class Child implements AutoCloseable {
  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a program; its output is appended to the log, so that one log sees all restarts. */
  public static Child start(Path log, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .start();
      return new Child(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a program to its end and returns what it printed; fails unless it exits with 0. */
  public static String run(List<String> command) {
    try {
      Path out = Files.createTempFile("daugio-out", ".txt");
      try {
        Child child = start(out, command);
        int exit = child.process.waitFor();
        String text = Files.readString(out);
        if (exit != 0) {
          throw new IllegalStateException(command + " ended with " + exit + ": " + text);
        }
        return text.strip();
      } finally {
        Files.delete(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL, at whatever byte it stands. */
  public void kill() {
    process.destroyForcibly();
    join(Duration.ofSeconds(10));
  }

  /** Waits until a port of 127.0.0.1 accepts. */
  public void awaitPort(int port) {
    await("port " + port, Duration.ofSeconds(60), () -> listens(port));
  }

  /** Polls a condition; fails with the end of the log when the process dies or time runs out. */
  public void await(String what, Duration most, BooleanSupplier condition) {
    long end = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("no " + what + "; the log ends with:\n" + tail());
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /**
   * Lets it come to rest before its memory is read: its processor time stands still for a second.
   */
  public void settle() {
    Duration before = Duration.ofDays(1);
    for (int i = 0; i < 20; i++) {
      Duration used = process.info().totalCpuDuration().orElse(Duration.ZERO);
      if (used.minus(before).abs().toMillis() < 20) {
        return;
      }
      before = used;
      LockSupport.parkNanos(1_000_000_000);
    }
  }

  /** The end of what it has printed. */
  public String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  /** SIGTERM, and SIGKILL when it has not ended in ten seconds. */
  @Override
  public void close() {
    process.destroy();
    if (!join(Duration.ofSeconds(10))) {
      kill();
    }
  }

  private boolean join(Duration most) {
    try {
      return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A free port of loopback below 32768: zabbix_agent2 takes no other. */
  public static int freeLowPort() {
    for (int port = 20_050; port < 32_768; port++) {
      try (ServerSocket one = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return one.getLocalPort();
      } catch (IOException e) {
        // taken: the next
      }
    }
    throw new IllegalStateException("no free port below 32768");
  }

  /** A port of loopback whose successor is free as well, as the collector's two listeners want. */
  public static int freePortPair() {
    for (int i = 0; i < 50; i++) {
      try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          ServerSocket two =
              new ServerSocket(one.getLocalPort() + 1, 1, InetAddress.getLoopbackAddress())) {
        return two.getLocalPort() - 1;
      } catch (IOException | IllegalArgumentException e) {
        // the successor is taken or out of range: another pair
      }
    }
    throw new IllegalStateException("no pair of free ports");
  }
}
