package vn.daugio.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A CUPS scheduler of its own on 127.0.0.1; it needs root to give its spool to its filters. */
public final class Cups implements AutoCloseable {
  private final Peers.Peer scheduler;

  private Cups(Peers.Peer scheduler) {
    this.scheduler = scheduler;
  }

  public static Cups start(Path directory) {
    return start(directory, directory.resolve("cups.sock"));
  }

  /**
   * @param socket where it also listens
   */
  public static Cups start(Path directory, Path socket) {
    String program = Peers.need("cupsd");
    for (String tool : List.of("lpadmin", "lp", "cupsdisable", "cupsreject")) {
      Peers.need(tool);
    }
    Peers.needThat("root".equals(System.getProperty("user.name")), "cupsd needs root");
    int port = Peers.freePort();
    try {
      for (String name : List.of("etc", "spool", "spool/tmp", "cache", "state", "log")) {
        Files.createDirectories(directory.resolve(name));
      }
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
      Files.writeString(
          directory.resolve("etc/cupsd.conf"),
          """
          LogLevel warn
          Listen 127.0.0.1:%d
          Listen %s
          WebInterface No
          Browsing No
          DefaultAuthType None
          ErrorPolicy retry-job
          <Location />
            Order allow,deny
            Allow 127.0.0.1
          </Location>
          <Policy default>
            <Limit All>
              Order allow,deny
              Allow 127.0.0.1
            </Limit>
          </Policy>
          """
              .formatted(port, socket));
      Files.writeString(
          directory.resolve("etc/cups-files.conf"),
          """
          FileDevice Yes
          SystemGroup root
          ServerRoot %1$s/etc
          RequestRoot %1$s/spool
          TempDir %1$s/spool/tmp
          CacheDir %1$s/cache
          StateDir %1$s/state
          AccessLog %1$s/log/access
          ErrorLog %1$s/log/error
          PageLog %1$s/log/page
          Sandboxing relaxed
          """
              .formatted(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Cups(
        Peers.startTcp(
            new Peers.Plan(
                List.of(
                    program,
                    "-f",
                    "-c",
                    directory.resolve("etc/cupsd.conf").toString(),
                    "-s",
                    directory.resolve("etc/cups-files.conf").toString()),
                port,
                directory.resolve("cupsd.log"))));
  }

  /** A raw queue that is enabled and accepts jobs. */
  public Cups queue(String name, String device) {
    return run("lpadmin", "-p", name, "-E", "-v", device, "-m", "raw");
  }

  /** A command of CUPS' client programs, asked of this scheduler. */
  public Cups run(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program, "-h", "127.0.0.1:" + port()));
    command.addAll(List.of(arguments));
    Peers.run(command.toArray(String[]::new));
    return this;
  }

  public int port() {
    return scheduler.port();
  }

  public String uri(String queue) {
    return "ipp://127.0.0.1:" + port() + "/printers/" + queue;
  }

  @Override
  public void close() {
    scheduler.close();
  }
}
