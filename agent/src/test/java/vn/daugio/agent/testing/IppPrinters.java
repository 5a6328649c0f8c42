package vn.daugio.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * CUPS' own printer program, ippeveprinter, on the loopback. It does not start without DNS-SD: a
 * D-Bus and an avahi of their own are started first, which know only {@code lo} and are seen by
 * nobody else.
 */
public final class IppPrinters implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Path directory;
  private final Deque<Peers.Peer> running = new ArrayDeque<>();

  private IppPrinters(Path directory) {
    this.directory = directory;
  }

  public static IppPrinters prepare(Path directory) {
    Peers.need("ippeveprinter");
    Peers.needThat("root".equals(System.getProperty("user.name")), "a private avahi needs root");
    IppPrinters printers = new IppPrinters(directory);
    try {
      Files.writeString(
          directory.resolve("dbus.conf"),
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
              .formatted(directory));
      Files.writeString(
          directory.resolve("avahi.conf"),
          """
          [server]
          use-ipv4=yes
          use-ipv6=no
          allow-interfaces=lo
          host-name=daugio-test
          enable-dbus=yes
          [publish]
          publish-workstation=no
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String dbus = Peers.need("dbus-daemon");
    String avahi = Peers.need("avahi-daemon");
    printers.running.push(
        printers.start(
            "exec " + dbus + " --config-file=" + directory.resolve("dbus.conf") + " --nofork"));
    printers.await("the bus", () -> Files.exists(directory.resolve("bus")));
    // avahi allows one daemon for each /run, so it gets a /run of its own
    printers.running.push(
        printers.start(
            "exec unshare --mount sh -c 'mount -t tmpfs none /run && mkdir /run/avahi-daemon && "
                + ("exec " + avahi + " --no-drop-root --no-chroot --no-rlimits -f ")
                + directory.resolve("avahi.conf")
                + "'"));
    // a printer that comes earlier listens, and then ends
    printers.await("avahi", () -> printers.log().contains("Server startup complete"));
    return printers;
  }

  /**
   * @param options as in {@code ippeveprinter(1)}; without name, port and directory
   */
  public Peers.Peer printer(String name, String... options) {
    int port = Peers.freePort();
    String command =
        "exec ippeveprinter -n localhost -p %d -d %s -K %s %s %s"
            .formatted(port, directory.resolve(name), directory, String.join(" ", options), name);
    try {
      Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Peers.Peer printer =
        Peers.startTcp(new Peers.Plan(shell(command), port, directory.resolve(name + ".log")));
    running.push(printer);
    return printer;
  }

  /** Announces a service of this machine, with keys of its TXT record as {@code key=value}. */
  public void announce(String name, String type, int port, String... text) {
    running.push(
        start(
            "exec avahi-publish -s '%s' %s %d '%s'"
                .formatted(name, type, port, String.join("' '", text))));
    await(name, () -> log().contains("Established under name '" + name + "'"));
  }

  private List<String> shell(String command) {
    return List.of(
        "/bin/sh",
        "-c",
        "export DBUS_SYSTEM_BUS_ADDRESS=unix:path=" + directory.resolve("bus") + "; " + command);
  }

  private Peers.Peer start(String command) {
    try {
      Process process =
          new ProcessBuilder(shell(command))
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(directory.resolve("dns-sd.log").toFile()))
              .start();
      return new Peers.Peer(process, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("dns-sd.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(String what, BooleanSupplier given) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!given.getAsBoolean()) {
      if (System.nanoTime() > end) {
        close();
        throw new AssertionError(what + " did not start: " + log());
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    running.forEach(Peers.Peer::close);
  }
}
