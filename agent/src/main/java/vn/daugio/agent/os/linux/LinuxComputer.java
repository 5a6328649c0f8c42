package vn.daugio.agent.os.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.daugio.agent.os.Computer;
import vn.daugio.agent.os.SmallFiles;

/** The health of a Linux system, from {@code /proc} (proc(5)) and Debian's reboot marker. */
public final class LinuxComputer implements Computer {
  private static final Pattern DECIMAL = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)(?:\\s.*)?");

  private final Path root;
  private final LinuxDisks disks;
  private final int processors;

  public LinuxComputer() {
    this(Path.of("/"), LinuxDisks::systemSpace, Runtime.getRuntime().availableProcessors());
  }

  LinuxComputer(Path root, Function<Path, Optional<LinuxDisks.Space>> spaceOf, int processors) {
    this.root = root;
    this.disks = new LinuxDisks(root, spaceOf);
    this.processors = processors;
  }

  @Override
  public List<Disk> disks() {
    return disks.disks();
  }

  @Override
  public Optional<Double> memoryAvailableRatio() {
    Optional<Double> total = memory("MemTotal");
    Optional<Double> available = memory("MemAvailable");
    return total
        .filter(all -> all > 0)
        .flatMap(all -> available.map(free -> Math.min(1.0, free / all)));
  }

  private Optional<Double> memory(String key) {
    Pattern line = Pattern.compile(key + ":\\s+(\\d{1,15}) kB");
    return SmallFiles.lines(root.resolve("proc/meminfo")).stream()
        .map(line::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .map(matcher -> Double.valueOf(matcher.group(1)));
  }

  @Override
  public Optional<Double> loadRatio() {
    return decimal("proc/loadavg").map(load -> load / processors);
  }

  @Override
  public Optional<Duration> uptime() {
    return decimal("proc/uptime").map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private Optional<Double> decimal(String file) {
    return SmallFiles.line(root.resolve(file))
        .map(DECIMAL::matcher)
        .filter(Matcher::matches)
        .map(matcher -> Double.valueOf(matcher.group(1)));
  }

  /**
   * By Debian's marker. Where no package writes it, by whether the running kernel's modules are
   * still there; when they are, nothing is known.
   */
  @Override
  public Optional<Boolean> rebootPending() {
    if (exists("run/reboot-required") || exists("var/run/reboot-required")) {
      return Optional.of(true);
    }
    Optional<String> kernel = SmallFiles.line(root.resolve("proc/sys/kernel/osrelease"));
    Path modules = root.resolve("lib/modules");
    boolean replaced =
        kernel.filter(name -> name.matches("[A-Za-z0-9._+~-]+")).isPresent()
            && !SmallFiles.entries(modules, "*").isEmpty()
            && !Files.exists(modules.resolve(kernel.get()));
    if (replaced) {
      return Optional.of(true);
    }
    boolean marked =
        exists("etc/kernel/postinst.d/unattended-upgrades")
            || exists("usr/share/update-notifier/notify-reboot-required");
    return marked ? Optional.of(false) : Optional.empty();
  }

  private boolean exists(String file) {
    return Files.exists(root.resolve(file));
  }

  @Override
  public Optional<String> bootId() {
    return SmallFiles.line(root.resolve("proc/sys/kernel/random/boot_id"))
        .filter(text -> text.matches("[0-9a-f-]{36}"));
  }
}
