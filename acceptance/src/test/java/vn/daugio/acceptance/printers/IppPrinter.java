package vn.daugio.acceptance.printers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import vn.daugio.acceptance.process.Child;

/**
 * CUPS' own printer program, ippeveprinter, on loopback; its state is changed by its web forms. It
 * does not start without DNS-SD: a D-Bus and an avahi of its own know only {@code lo}.
 */
final class IppPrinter implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final int port = Child.freePortPair();
  private final Deque<Child> running = new ArrayDeque<>();
  private final HttpClient http = HttpClient.newHttpClient();

  private IppPrinter(Path folder) {
    this.folder = folder;
  }

  /**
   * @param folder short enough for the path of a Unix socket in it
   */
  static IppPrinter start(Path folder, String manufacturer, String model) throws IOException {
    IppPrinter printer = new IppPrinter(folder);
    try {
      printer.serviceDiscovery();
      Path spool = Files.createDirectories(folder.resolve("spool"));
      printer
          .run(
              "printer",
              "exec ippeveprinter -n localhost -p %d -d %s -K %s -M '%s' -m '%s' may-in"
                  .formatted(printer.port, spool, folder, manufacturer, model))
          .awaitPort(printer.port);
      return printer;
    } catch (IOException | RuntimeException e) {
      printer.close();
      throw e;
    }
  }

  private void serviceDiscovery() throws IOException {
    Files.writeString(
        folder.resolve("dbus.conf"),
        """
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
         "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig>
          <type>system</type>
          <listen>unix:path=%s/bus</listen>
          <auth>EXTERNAL</auth>
          <policy context="default">
            <allow send_destination="*" eavesdrop="true"/>
            <allow eavesdrop="true"/><allow own="*"/><allow user="*"/>
          </policy>
        </busconfig>
        """
            .formatted(folder));
    Files.writeString(
        folder.resolve("avahi.conf"),
        """
        [server]
        use-ipv4=yes
        use-ipv6=no
        allow-interfaces=lo
        host-name=daugio-acceptance
        enable-dbus=yes
        [publish]
        publish-workstation=no
        """);
    run("dbus", "exec dbus-daemon --config-file=" + folder.resolve("dbus.conf") + " --nofork")
        .await("bus", PATIENCE, () -> Files.exists(folder.resolve("bus")));
    // avahi allows one daemon for each /run, so it gets a /run of its own
    Child avahi =
        run(
            "avahi",
            "exec unshare --mount sh -c 'mount -t tmpfs none /run && mkdir /run/avahi-daemon && "
                + "exec avahi-daemon --no-drop-root --no-chroot --no-rlimits -f "
                + folder.resolve("avahi.conf")
                + "'");
    avahi.await("avahi", PATIENCE, () -> avahi.tail().contains("Server startup complete"));
  }

  /** Announces a service of this machine, with keys of its TXT record as {@code key=value}. */
  void announce(String name, String type, int port, String... text) {
    Child announced =
        run(
            "announced",
            "exec avahi-publish -s '%s' %s %d '%s'"
                .formatted(name, type, port, String.join("' '", text)));
    announced.await("service", PATIENCE, () -> announced.tail().contains("Established"));
  }

  private Child run(String name, String command) {
    String bus = "export DBUS_SYSTEM_BUS_ADDRESS=unix:path=" + folder.resolve("bus") + "; ";
    Child child =
        Child.start(folder.resolve(name + ".log"), List.of("/bin/sh", "-c", bus + command));
    running.push(child);
    return child;
  }

  String uri() {
    return "ipp://127.0.0.1:" + port + "/ipp/print";
  }

  /** Sets levels in percent: the space in the waste box, the black toner left. */
  void supplies(int waste, int toner) {
    get("/supplies?supply0=%d&supply1=%d".formatted(waste, toner));
  }

  /**
   * Loads its main tray with 250, 125, 50, 25, 5 or 0 sheets; of the by-pass tray it knows none.
   */
  void paper(int sheets) {
    get(
        "/media?size1=iso_a4_210x297mm&type1=stationery&level1="
            + sheets
            + "&size3=iso_a4_210x297mm&type3=stationery&level3=-2");
  }

  private void get(String path) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                  .timeout(PATIENCE)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + " answers " + answer.statusCode());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    running.forEach(Child::close);
  }
}
