package vn.daugio.agent.os.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.PrintQueues;
import vn.daugio.agent.os.SmallFiles;

/** CUPS, by where its scheduler listens; systemd starts that when somebody connects. */
public final class LinuxPrintQueues implements PrintQueues {
  private static final List<String> SOCKETS =
      List.of("run/cups/cups.sock", "var/run/cups/cups.sock", "var/run/cups.sock");
  private static final List<String> PROGRAMS =
      List.of("usr/sbin/cupsd", "usr/local/sbin/cupsd", "snap/bin/cups.cupsd");

  private final Path root;

  public LinuxPrintQueues() {
    this(Path.of("/"));
  }

  /**
   * @param root where {@code etc}, {@code run} and {@code usr} stand
   */
  public LinuxPrintQueues(Path root) {
    this.root = root;
  }

  @Override
  public Spooler spooler(Deadline deadline) {
    for (String socket : SOCKETS) {
      if (Files.exists(root.resolve(socket))) {
        return new Spooler.Cups(
            root.resolve(socket).toString(), hasQueues(), UsbClasses.hasPrinter(root));
      }
    }
    boolean installed = PROGRAMS.stream().anyMatch(one -> Files.exists(root.resolve(one)));
    return installed ? new Spooler.Stopped(hasQueues()) : new Spooler.Absent();
  }

  /** printers.conf(5) is root's; a queue with a driver also has a file that all may see. */
  private Optional<Boolean> hasQueues() {
    Path configured = root.resolve("etc/cups/printers.conf");
    if (!SmallFiles.entries(root.resolve("etc/cups/ppd"), "*.ppd").isEmpty()) {
      return Optional.of(true);
    }
    if (!Files.exists(configured)) {
      return Optional.of(false);
    }
    return SmallFiles.text(configured)
        .map(text -> text.contains("<Printer ") || text.contains("<DefaultPrinter "));
  }
}
