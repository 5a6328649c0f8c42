package vn.daugio.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A real smbd on 127.0.0.1 with one account, {@code quet}, and one share, {@code quet}. All its
 * state is in the test's directory. It needs root, to become the account.
 */
public final class Samba {
  public static final String ACCOUNT = "quet";
  public static final String PASSWORD = "Mat-khau-7";

  private Samba() {}

  /**
   * @param global further lines of the section of the server
   * @param share further lines of the section of the share
   */
  public static Peers.Peer start(Path directory, Path shared, String global, String share) {
    String program = Peers.need("smbd");
    Peers.needThat("root".equals(System.getProperty("user.name")), "smbd needs root");
    int port = Peers.freePort();
    Path config = directory.resolve("smb.conf");
    try {
      for (String name : List.of("private", "lock", "state", "cache", "pid", "rpc")) {
        Files.createDirectories(directory.resolve(name));
      }
      Files.setPosixFilePermissions(
          directory.resolve("private"), PosixFilePermissions.fromString("rwx------"));
      Files.writeString(directory.resolve("users"), "daemon = " + ACCOUNT + "\n");
      Files.writeString(config, configuration(directory, shared, port, global, share));
      setPassword(directory, config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Peers.startTcp(
        new Peers.Plan(
            List.of(program, "-F", "-s", config.toString()), port, directory.resolve("smbd.out")));
  }

  private static String configuration(
      Path directory, Path shared, int port, String global, String share) {
    return """
    [global]
    workgroup = TEST
    netbios name = TEST
    server role = standalone server
    disable netbios = yes
    smb ports = %2$d
    interfaces = 127.0.0.1/8
    bind interfaces only = yes
    private dir = %1$s/private
    passdb backend = tdbsam:%1$s/private/passdb.tdb
    lock directory = %1$s/lock
    state directory = %1$s/state
    cache directory = %1$s/cache
    pid directory = %1$s/pid
    ncalrpc dir = %1$s/rpc
    log file = %1$s/smbd.log
    username map = %1$s/users
    load printers = no
    printcap name = /dev/null
    disable spoolss = yes
    %4$s
    [quet]
    path = %3$s
    read only = no
    force user = root
    %5$s
    """
        .formatted(directory, port, shared, global, share);
  }

  private static void setPassword(Path directory, Path config) throws IOException {
    Path typed = Files.writeString(directory.resolve("typed"), PASSWORD + "\n" + PASSWORD + "\n");
    Process process =
        new ProcessBuilder(
                Peers.need("pdbedit"), "-s", config.toString(), "-a", "-t", "-u", "daemon")
            .redirectErrorStream(true)
            .redirectInput(typed.toFile())
            .redirectOutput(directory.resolve("pdbedit.out").toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(Files.readString(directory.resolve("pdbedit.out")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
