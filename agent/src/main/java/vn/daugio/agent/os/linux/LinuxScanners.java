package vn.daugio.agent.os.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.CommandException;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Scanners;

/** SANE's scanners by scanimage(1), which is run only where something could be one. */
public final class LinuxScanners implements Scanners {
  private static final Duration AT_MOST = Duration.ofSeconds(20);
  private static final int MOST = 50;

  /** Vendor, model, and an end, so that a name with a line break shows. */
  private static final String FORMAT = "%v|%m|.%n";

  private static final Pattern LINE = Pattern.compile("([^|]{0,200})\\|([^|]{1,200})\\|\\.");

  private final Path root;
  private final List<String> scanimage;

  public LinuxScanners() {
    this(Path.of("/"), List.of("scanimage"));
  }

  /**
   * @param root where {@code etc}, {@code sys} and {@code usr} stand
   * @param scanimage how to start it, without its arguments
   */
  public LinuxScanners(Path root, List<String> scanimage) {
    this.root = root;
    this.scanimage = List.copyOf(scanimage);
  }

  @Override
  public Reading read(Deadline deadline) throws NotPermittedException, InterruptedException {
    if (!Files.isReadable(root.resolve("etc/sane.d/dll.conf"))) {
      return new Reading(Service.ABSENT, true, List.of());
    }
    if (!UsbClasses.mayHaveScanner(root)) {
      return new Reading(Service.READY, true, List.of());
    }
    try {
      Path folder = Files.createTempDirectory("daugio-sane");
      try {
        new SaneConfig().copy(root.resolve("etc/sane.d"), folder);
        return ask(folder, deadline);
      } finally {
        delete(folder);
      }
    } catch (CommandException e) {
      return switch (e.failure()) {
        // a library without its tool: programs scan, but nobody tells
        case NOT_FOUND, NOT_PERMITTED ->
            throw new NotPermittedException("scanimage: " + e.failure());
        default -> new Reading(Service.READY, false, List.of());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reading ask(Path folder, Deadline deadline)
      throws CommandException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("/usr/bin/env", "SANE_CONFIG_DIR=" + folder));
    line.addAll(scanimage);
    line.addAll(List.of("-f", FORMAT));
    Command.Result result = Command.run(line, Deadline.in(deadline.atMost(AT_MOST)));
    if (result.exitCode() == 127 || result.exitCode() == 126) {
      throw new CommandException(CommandException.Failure.NOT_FOUND, "no scanimage");
    }
    Optional<List<Scanner>> found =
        result.exitCode() == 0 && !result.truncated() ? parse(result.out()) : Optional.empty();
    return new Reading(Service.READY, found.isPresent(), found.orElse(List.of()));
  }

  /** Empty for anything else than what was asked for. */
  static Optional<List<Scanner>> parse(String output) {
    List<Scanner> found = new ArrayList<>();
    for (String line : output.lines().filter(one -> !one.isBlank()).toList()) {
      var matcher = LINE.matcher(line);
      if (!matcher.matches() || found.size() == MOST) {
        return Optional.empty();
      }
      found.add(new Scanner((matcher.group(1) + " " + matcher.group(2)).strip(), true));
    }
    return Optional.of(found);
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
