package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.PrintQueues.Spooler;

class LinuxPrintQueuesTest {
  @TempDir Path root;

  private Spooler spooler() {
    return new LinuxPrintQueues(root).spooler(Deadline.in(Duration.ofSeconds(1)));
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void installedIsNotRunning() throws Exception {
    assertThat(spooler()).isEqualTo(new Spooler.Absent());
    write("usr/sbin/cupsd", "");
    assertThat(spooler()).isEqualTo(new Spooler.Stopped(Optional.of(false)));
    write("etc/cups/printers.conf", "# none left\nNextPrinterId 3\n");
    assertThat(spooler()).isEqualTo(new Spooler.Stopped(Optional.of(false)));
    write("etc/cups/printers.conf", "<DefaultPrinter may-in-1>\n</DefaultPrinter>\n");
    assertThat(spooler()).isEqualTo(new Spooler.Stopped(Optional.of(true)));
    Files.delete(root.resolve("etc/cups/printers.conf"));
    write("etc/cups/ppd/may-in-1.ppd", "");
    assertThat(spooler()).isEqualTo(new Spooler.Stopped(Optional.of(true)));
  }

  @Test
  void aUsbPrinterIsKnownByItsClass() throws Exception {
    write("run/cups/cups.sock", "");
    String socket = root.resolve("run/cups/cups.sock").toString();
    assertThat(spooler()).isEqualTo(new Spooler.Cups(socket, Optional.of(false), Optional.empty()));
    write("sys/bus/usb/devices/1-1:1.0/bInterfaceClass", "03\n");
    assertThat(spooler())
        .isEqualTo(new Spooler.Cups(socket, Optional.of(false), Optional.of(false)));
    write("sys/bus/usb/devices/1-2:1.0/bInterfaceClass", "07\n");
    assertThat(spooler())
        .isEqualTo(new Spooler.Cups(socket, Optional.of(false), Optional.of(true)));
  }
}
