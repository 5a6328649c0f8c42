package vn.daugio.agent.probe;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.HostPort;

/**
 * Runs commands on a host over SSH (RFC 4251 to 4254). The host proves who it is before anything of
 * the login is sent: a host with another key than the pinned one gets neither user nor password.
 */
public final class SshSession implements AutoCloseable {
  private static final int PORT = 22;
  private static final int MOST_OUTPUT = 64 * 1024;
  private static final int LONGEST_PASSWORD = 4_096;
  private static final String HOST_KEYS = "server_host_key";

  private final Session session;
  private final PinnedHostKey hostKey;
  private final Deadline deadline;
  private final Deadlines.Guard guard;

  private SshSession(
      Session session, PinnedHostKey hostKey, Deadline deadline, Deadlines.Guard guard) {
    this.session = session;
    this.hostKey = hostKey;
    this.deadline = deadline;
    this.guard = guard;
  }

  /**
   * What a command said.
   *
   * @param status its exit status; −1 where the host tells none
   * @param text its standard output, at most 64 KB
   */
  public record Output(int status, String text) {}

  /**
   * Connects, and logs in unless the host is a stranger.
   *
   * @param pinned {@code type SHA256:fingerprint} or {@code SHA256:fingerprint} of the only key
   *     that the host may have; null: any, it is the first time
   * @throws ProbeException for every failure; AUTH_REJECTED when the login is refused
   */
  public static SshSession open(Access.Ssh access, @Nullable String pinned, Deadline deadline) {
    HostPort host =
        HostPort.parse(access.address())
            .orElseThrow(
                () -> new ProbeException(ProbeFailure.UNREACHABLE, "ssh: the address is no host"));
    PinnedHostKey hostKey = new PinnedHostKey(pinned);
    try {
      JSch jsch = new JSch();
      jsch.setHostKeyRepository(hostKey);
      if (access.keyFile() != null) {
        jsch.addIdentity(access.keyFile());
      }
      Session session = jsch.getSession(access.user(), host.host(), host.portOr(PORT));
      session.setDaemonThread(true);
      session.setConfig("StrictHostKeyChecking", "yes");
      session.setConfig(
          "PreferredAuthentications",
          access.keyFile() == null ? "password,keyboard-interactive" : "publickey");
      session.setConfig(HOST_KEYS, hostKey.preferred(JSch.getConfig(HOST_KEYS)));
      if (access.keyFile() == null && access.passwordFile() != null) {
        session.setPassword(password(access.passwordFile()));
      }
      Deadlines.Guard guard = Deadlines.guard(session::disconnect, deadline);
      SshSession opened = new SshSession(session, hostKey, deadline, guard);
      opened.connect();
      return opened;
    } catch (JSchException e) {
      throw failure(e, deadline);
    }
  }

  private void connect() {
    try {
      int most = (int) deadline.remaining().plusMillis(1).toMillis();
      session.setTimeout(most);
      session.connect(most);
    } catch (JSchHostKeyException e) {
      session.disconnect();
      if (hostKey.isStranger()) {
        return;
      }
      close();
      throw failure(e, deadline);
    } catch (JSchException e) {
      close();
      throw failure(e, deadline);
    }
  }

  /** Whether it showed another key than the pinned one; then nobody has logged in. */
  public boolean isStranger() {
    return hostKey.isStranger();
  }

  /** The key that it showed, as {@code type SHA256:fingerprint}. */
  public String hostKey() {
    return hostKey.seen();
  }

  /**
   * @param command one of our data files
   * @throws ProbeException MALFORMED for more output than any command of ours has
   */
  public Output run(String command) throws InterruptedException {
    try {
      ChannelExec channel = (ChannelExec) session.openChannel("exec");
      try {
        channel.setCommand(command);
        channel.setInputStream(null);
        channel.setErrStream(OutputStream.nullOutputStream());
        InputStream in = channel.getInputStream();
        channel.connect((int) deadline.remaining().plusMillis(1).toMillis());
        String text = read(in);
        while (!channel.isClosed() && !deadline.isOver()) {
          // the exit status follows the end of the output within one round trip
          Thread.sleep(2);
        }
        return new Output(channel.getExitStatus(), text);
      } finally {
        channel.disconnect();
      }
    } catch (JSchException e) {
      throw failure(e, deadline);
    } catch (IOException e) {
      throw Deadlines.failure("ssh", e, deadline);
    }
  }

  /**
   * A terminal, for devices that run no single commands.
   *
   * @param prompt finds the prompt in the last line
   * @param more finds what it says at the end of a page; null: it never stops there
   */
  public SshShell shell(Pattern prompt, @Nullable Pattern more) {
    try {
      return SshShell.open(session, prompt, more, deadline);
    } catch (JSchException e) {
      throw failure(e, deadline);
    }
  }

  private String read(InputStream in) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] buffer = new byte[8_192];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      if (text.size() + length > MOST_OUTPUT) {
        throw new ProbeException(ProbeFailure.MALFORMED, "ssh: longer than any real output");
      }
      text.write(buffer, 0, length);
    }
    if (deadline.isOver()) {
      throw new ProbeException(ProbeFailure.TIMED_OUT, "ssh: timed_out");
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private static byte[] password(String file) {
    try {
      Path path = Path.of(file);
      if (Files.isRegularFile(path) && Files.size(path) <= LONGEST_PASSWORD) {
        String text = Files.readString(path, StandardCharsets.UTF_8);
        return text.lines().findFirst().orElse("").getBytes(StandardCharsets.UTF_8);
      }
    } catch (IOException | InvalidPathException e) {
      throw new ProbeException(ProbeFailure.AUTH_REJECTED, "ssh: cannot read the password file", e);
    }
    throw new ProbeException(ProbeFailure.AUTH_REJECTED, "ssh: cannot read the password file");
  }

  /** The library tells most failures by their text only; the text itself is not handed on. */
  private static ProbeException failure(JSchException e, Deadline deadline) {
    String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    ProbeFailure failure = ProbeFailure.MALFORMED;
    if (deadline.isOver()
        || e.getCause() instanceof SocketTimeoutException
        || said.contains("timeout")) {
      failure = ProbeFailure.TIMED_OUT;
    } else if (e.getCause() instanceof NoRouteToHostException
        || e.getCause() instanceof java.net.UnknownHostException) {
      failure = ProbeFailure.UNREACHABLE;
    } else if (e.getCause() instanceof ConnectException) {
      failure = ProbeFailure.REFUSED;
    } else if (said.contains("auth") || said.contains("invalid privatekey")) {
      failure = ProbeFailure.AUTH_REJECTED;
    } else if (e instanceof JSchAlgoNegoFailException) {
      failure = ProbeFailure.UNSUPPORTED;
    }
    return new ProbeException(failure, "ssh: " + failure.name().toLowerCase(Locale.ROOT), e);
  }

  @Override
  public void close() {
    guard.close();
    session.disconnect();
  }
}
