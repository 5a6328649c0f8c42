package vn.daugio.agent.os;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one place that executes programs: an argument list without a shell, the language {@code C},
 * no standard input, bounded output, and an end at the deadline for the program and its children.
 */
public final class Command {
  /** What is kept of each stream; the rest is read and thrown away so that the program can end. */
  static final int MOST_BYTES = 256 * 1024;

  /** How long output may lag behind the end of the program that wrote it. */
  private static final Duration STRAGGLER = Duration.ofSeconds(1);

  private static final Pattern ERROR_CODE = Pattern.compile("error(?:=|: )(\\d{1,9})");

  private Command() {}

  /**
   * @param exitCode as the system gives it
   * @param out standard output as UTF-8, undecodable bytes replaced
   * @param err standard error, likewise
   * @param truncated true when one of them was longer than 256 KB
   */
  public record Result(int exitCode, String out, String err, boolean truncated) {
    /** The first line of standard error, else of standard output; for messages. */
    public String firstLine() {
      String text = err.isBlank() ? out : err;
      return text.lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().orElse("");
    }
  }

  /**
   * Runs a program to its end.
   *
   * @param arguments the program, absolute or found on the path, and its arguments
   * @throws CommandException when it cannot be started or does not end in time
   */
  public static Result run(List<String> arguments, Deadline deadline)
      throws CommandException, InterruptedException {
    return run(arguments, deadline, line -> {});
  }

  /**
   * The same for a program whose lines are of use before its end.
   *
   * @param onLine is told each whole line of standard output at once, on another thread; not what
   *     exceeds 256 KB
   */
  public static Result run(List<String> arguments, Deadline deadline, Consumer<String> onLine)
      throws CommandException, InterruptedException {
    Process process = start(arguments);
    Gobbler out = new Gobbler(process.getInputStream(), arguments.get(0) + " out", onLine);
    Gobbler err = new Gobbler(process.getErrorStream(), arguments.get(0) + " err", line -> {});
    try {
      process.getOutputStream().close();
      if (!process.waitFor(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new CommandException(
            CommandException.Failure.TIMED_OUT, arguments.get(0) + " did not end in time");
      }
      out.await(STRAGGLER);
      err.await(STRAGGLER);
      return new Result(
          process.exitValue(), out.text(), err.text(), out.overflowed() || err.overflowed());
    } catch (CommandException e) {
      throw e;
    } catch (IOException e) {
      throw new CommandException(
          CommandException.Failure.NOT_STARTED, arguments.get(0) + " cannot be run", e);
    } finally {
      killTree(process);
    }
  }

  private static Process start(List<String> arguments) throws CommandException {
    ProcessBuilder builder = new ProcessBuilder(arguments);
    Map<String, String> environment = builder.environment();
    environment.put("LC_ALL", "C");
    environment.remove("LANGUAGE");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CommandException(failureOf(e), arguments.get(0) + " cannot be started", e);
    }
  }

  /** Java 17 says {@code error=2, …}, Java 25 {@code Exec failed, error: 2 (…)}. */
  private static CommandException.Failure failureOf(IOException e) {
    Matcher code = ERROR_CODE.matcher(String.valueOf(e.getMessage()));
    if (!code.find()) {
      return CommandException.Failure.NOT_STARTED;
    }
    // errno 2 ENOENT and 13 EACCES; Windows codes 2, 3 not found and 5 access denied
    return switch (code.group(1)) {
      case "2", "3" -> CommandException.Failure.NOT_FOUND;
      case "5", "13" -> CommandException.Failure.NOT_PERMITTED;
      default -> CommandException.Failure.NOT_STARTED;
    };
  }

  private static void killTree(Process process) {
    if (process.isAlive()) {
      // children first: once their parent is gone they are no longer its descendants
      List<ProcessHandle> children = process.descendants().toList();
      process.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Reads a stream to its end on a thread of its own, keeping the beginning. */
  private static final class Gobbler implements Runnable {
    private final InputStream stream;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread thread;
    private final Consumer<String> onLine;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private @Nullable String finished;
    private boolean overflowed;

    Gobbler(InputStream stream, String name, Consumer<String> onLine) {
      this.stream = stream;
      this.onLine = onLine;
      thread = new Thread(this, name);
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void run() {
      byte[] buffer = new byte[8192];
      try (stream) {
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
          keep(buffer, n);
        }
      } catch (IOException e) {
        // the program was killed: what was read until then is all there is
      }
    }

    private synchronized void keep(byte[] buffer, int n) {
      int space = Math.min(n, MOST_BYTES - kept.size());
      kept.write(buffer, 0, space);
      overflowed |= n > space;
      for (int i = 0; i < space; i++) {
        if (buffer[i] == '\n') {
          onLine.accept(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else {
          line.write(buffer[i]);
        }
      }
    }

    /** A child that outlives the program may hold the stream open: we do not wait for that. */
    void await(Duration most) throws InterruptedException {
      thread.join(most.toMillis());
    }

    synchronized String text() {
      if (finished == null) {
        finished = kept.toString(StandardCharsets.UTF_8);
      }
      return finished;
    }

    synchronized boolean overflowed() {
      return overflowed;
    }
  }
}
