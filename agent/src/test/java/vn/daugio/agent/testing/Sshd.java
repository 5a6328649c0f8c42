package vn.daugio.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real OpenSSH server on loopback, with its own configuration, keys and commands. */
public final class Sshd implements AutoCloseable {
  private final Peers.Peer peer;
  private final Path log;

  private Sshd(Peers.Peer peer, Path log) {
    this.peer = peer;
    this.log = log;
  }

  /** A fresh key pair; the file of the private one. */
  public static Path key(Path folder, String name, String type) {
    Path file = folder.resolve(name);
    Peers.run(
        Peers.need("ssh-keygen"), "-q", "-t", type, "-N", "", "-C", "test", "-f", file.toString());
    return file;
  }

  /**
   * @param folder holds {@code authorized_keys}, and {@code bin}, whose programs come before the
   *     system's for what is asked over SSH, and only there; or a shell script {@code answer} that
   *     says everything itself, given the folder {@code answers} and the command
   */
  public static Sshd start(Path folder, int port, Path... hostKeys) throws IOException {
    String program = Peers.need("sshd");
    if (user().equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    StringBuilder configuration = new StringBuilder();
    for (Path key : hostKeys) {
      configuration.append("HostKey ").append(key).append('\n');
    }
    configuration.append(
        """
        ListenAddress 127.0.0.1
        Port %d
        PidFile none
        UsePAM no
        StrictModes no
        PermitRootLogin yes
        PasswordAuthentication yes
        KbdInteractiveAuthentication no
        AuthorizedKeysFile %s/authorized_keys
        SetEnv HOME=%s
        ForceCommand /bin/sh %s/run
        LogLevel VERBOSE
        """
            .formatted(port, folder, folder, folder));
    // the account's own start-up files must neither run nor see the test's programs
    Files.writeString(
        folder.resolve("run"),
        """
        [ -f %1$s/answer ] && exec /bin/sh %1$s/answer %1$s/answers "$SSH_ORIGINAL_COMMAND"
        PATH=%1$s/bin:/usr/bin:/bin
        export PATH
        exec /bin/sh -c "$SSH_ORIGINAL_COMMAND"
        """
            .formatted(folder));
    Path file = Files.writeString(folder.resolve("sshd_config"), configuration);
    Path log = folder.resolve("sshd.log");
    List<String> command = List.of(program, "-D", "-e", "-f", file.toString());
    return new Sshd(Peers.startTcp(new Peers.Plan(command, port, log)), log);
  }

  /** Who these tests are; the only account whose key the server takes. */
  public static String user() {
    return System.getProperty("user.name", "root");
  }

  /** What it has written so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    peer.close();
  }
}
