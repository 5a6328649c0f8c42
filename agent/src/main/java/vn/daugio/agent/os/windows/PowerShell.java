package vn.daugio.agent.os.windows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.CommandException;
import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.ProtocolJson;

/**
 * Runs one process for all parts that a round expects: to start PowerShell costs more than what it
 * is asked. A part is given out as soon as it is printed; the slow ones hold up nobody else.
 */
final class PowerShell {
  private static final Duration AT_MOST = Duration.ofSeconds(50);
  private static final Duration GOOD_FOR = Duration.ofSeconds(20);

  private final Program program;
  private final Set<Part> expected = EnumSet.noneOf(Part.class);
  private final Map<Part, Reading> readings = new EnumMap<>(Part.class);

  /** What runs a script; {@link Command} but in tests. */
  interface Program {
    void run(List<String> arguments, Deadline deadline, Consumer<String> onLine)
        throws CommandException, InterruptedException;
  }

  PowerShell() {
    this(Command::run);
  }

  PowerShell(Program program) {
    this.program = program;
  }

  /** One part of one process: under way, or what it printed. */
  private static final class Reading {
    private final CompletableFuture<String> json = new CompletableFuture<>();
    private volatile Deadline goodUntil = Deadline.in(AT_MOST.plus(GOOD_FOR));

    private void arrived(String text) {
      goodUntil = Deadline.in(GOOD_FOR);
      json.complete(text);
    }

    private void failed(IOException why) {
      goodUntil = Deadline.in(GOOD_FOR);
      json.completeExceptionally(why);
    }
  }

  /** Somebody is going to ask for this part: the next process reads it, too. */
  synchronized void expect(Part part) {
    expected.add(part);
  }

  /**
   * The part as it was read at most 20 s ago, else read now.
   *
   * @throws UncheckedIOException when PowerShell cannot tell
   */
  <T> T get(Part part, Class<T> type) {
    try {
      return parse(reading(part).json.get(), type);
    } catch (ExecutionException e) {
      throw new UncheckedIOException(new IOException(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  private synchronized Reading reading(Part part) {
    expect(part);
    if (isStale(part)) {
      Map<Part, Reading> fresh = new EnumMap<>(Part.class);
      expected.stream().filter(this::isStale).forEach(one -> fresh.put(one, new Reading()));
      readings.putAll(fresh);
      Thread thread = new Thread(() -> read(fresh), "powershell");
      thread.setDaemon(true);
      thread.start();
    }
    expected.clear();
    Reading known = readings.get(part);
    if (known == null) {
      throw new IllegalStateException("nobody reads " + part);
    }
    return known;
  }

  private boolean isStale(Part part) {
    Reading known = readings.get(part);
    return known == null || known.goodUntil.isOver();
  }

  private void read(Map<Part, Reading> fresh) {
    List<String> arguments =
        List.of(
            "powershell.exe",
            "-NoLogo",
            "-NoProfile",
            "-NonInteractive",
            "-Command",
            Part.script(fresh.keySet()));
    IOException why = new IOException("PowerShell ended without it");
    try {
      program.run(arguments, Deadline.in(AT_MOST), line -> deliver(line, fresh));
    } catch (CommandException e) {
      why = e;
    } catch (InterruptedException e) {
      why = new IOException("interrupted", e);
    } finally {
      for (Reading left : fresh.values()) {
        if (!left.json.isDone()) {
          left.failed(why);
        }
      }
    }
  }

  /** A line is the part's name, a tab and its JSON; anything else is noise of the system. */
  private static void deliver(String line, Map<Part, Reading> fresh) {
    int tab = line.indexOf('\t');
    fresh.forEach(
        (part, reading) -> {
          if (tab > 0 && line.substring(0, tab).equals(part.code())) {
            reading.arrived(line.substring(tab + 1));
          }
        });
  }

  /**
   * @throws UncheckedIOException when this is no such record
   */
  static <T> T parse(String json, Class<T> type) {
    try {
      return ProtocolJson.read(json.strip(), type);
    } catch (IllegalArgumentException e) {
      throw new UncheckedIOException(new IOException("PowerShell did not print it", e));
    }
  }
}
