package vn.daugio.agent.os.windows;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Updates;

/** The updates of a Windows system; it was not run on Windows. */
final class WindowsUpdates implements Updates {
  private final Supplier<WindowsUpdateFacts> facts;

  WindowsUpdates(Supplier<WindowsUpdateFacts> facts) {
    this.facts = facts;
  }

  @Override
  public Reading read(Deadline deadline) {
    WindowsUpdateFacts now = facts.get();
    // days only, and in some builds in the words of the language: only where nothing else tells
    Optional<Instant> installed =
        Stream.of(time(now.rollupAt()), time(now.historyAt()))
            .flatMap(Optional::stream)
            .max(Instant::compareTo)
            .or(() -> time(now.hotfixAt()));
    return new Reading(
        installed,
        time(now.checkedAt()),
        Optional.ofNullable(now.pending()).filter(count -> count >= 0),
        release(now),
        now.denied() != null && !now.denied().isEmpty());
  }

  /** The update agent tells a year before 1900 where there was none. */
  private static Optional<Instant> time(@Nullable String text) {
    try {
      return Optional.ofNullable(text)
          .map(Instant::parse)
          .filter(at -> at.isAfter(Instant.parse("2000-01-01T00:00:00Z")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Release> release(WindowsUpdateFacts now) {
    @Nullable Integer build = now.build();
    @Nullable String edition = now.edition();
    @Nullable String kind = now.kind();
    if (build == null || edition == null || kind == null) {
      return Optional.empty();
    }
    if (build <= 0 || !edition.matches("[A-Za-z0-9]{1,40}")) {
      return Optional.empty();
    }
    String system = kind.equals("Client") ? "windows" : "windows-server";
    return Optional.of(new Release(system, Integer.toString(build), edition));
  }
}
