package vn.daugio.agent.os.windows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Computer;

/** The health of a Windows system; it was not run on Windows. Windows has no load average. */
final class WindowsComputer implements Computer {
  private final Supplier<WindowsFacts> facts;

  WindowsComputer(Supplier<WindowsFacts> facts) {
    this.facts = facts;
  }

  @Override
  public List<Disk> disks() {
    @Nullable List<WindowsFacts.Volume> volumes = facts.get().disks();
    return volumes == null
        ? List.of()
        : volumes.stream()
            .filter(volume -> volume.totalBytes() > 0)
            .map(volume -> new Disk(volume.name(), volume.totalBytes(), volume.freeBytes()))
            .toList();
  }

  @Override
  public Optional<Double> memoryAvailableRatio() {
    WindowsFacts now = facts.get();
    return now.memoryTotal() > 0
        ? Optional.of(Math.min(1.0, (double) now.memoryFree() / now.memoryTotal()))
        : Optional.empty();
  }

  @Override
  public Optional<Double> loadRatio() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> uptime() {
    long seconds = facts.get().upSeconds();
    return seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
  }

  @Override
  public Optional<Boolean> rebootPending() {
    return Optional.ofNullable(facts.get().rebootPending());
  }

  @Override
  public Optional<String> bootId() {
    return Optional.ofNullable(facts.get().bootedAt()).filter(text -> !text.isBlank());
  }
}
