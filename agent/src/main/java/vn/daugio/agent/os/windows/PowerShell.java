package vn.daugio.agent.os.windows;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.CommandException;
import vn.daugio.agent.os.Deadline;

/** Runs {@code facts.ps1} at most once in 20 s: all checks of a round share one start. */
final class PowerShell {
  private static final Duration AT_MOST = Duration.ofSeconds(15);
  private static final Duration GOOD_FOR = Duration.ofSeconds(20);
  private static final Jsonb JSONB = Jsonb.builder().failOnUnknown(false).build();

  private @Nullable WindowsFacts facts;
  private Deadline goodUntil = Deadline.in(Duration.ZERO);

  /**
   * @throws UncheckedIOException when PowerShell cannot tell
   */
  synchronized WindowsFacts facts() {
    WindowsFacts known = facts;
    if (known == null || goodUntil.isOver()) {
      known = parse(run(script()));
      facts = known;
      goodUntil = Deadline.in(GOOD_FOR);
    }
    return known;
  }

  /** One argument, no shell; the script has no double quotes, which Windows would need escaped. */
  String run(String script) {
    List<String> arguments =
        List.of("powershell.exe", "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", script);
    try {
      return Command.run(arguments, Deadline.in(AT_MOST)).out();
    } catch (CommandException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }

  static String script() {
    try (InputStream in = PowerShell.class.getResourceAsStream("facts.ps1")) {
      if (in == null) {
        throw new IllegalStateException("no facts.ps1");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WindowsFacts parse(String json) {
    try {
      return JSONB.type(WindowsFacts.class).fromJson(json.strip());
    } catch (JsonException | IllegalStateException e) {
      throw new UncheckedIOException(new IOException("PowerShell did not print the facts", e));
    }
  }
}
