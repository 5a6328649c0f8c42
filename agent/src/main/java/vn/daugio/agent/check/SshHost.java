package vn.daugio.agent.check;

import org.jspecify.annotations.Nullable;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SshSession;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/** What all checks over SSH share: the pinned host key, and what a failure means. */
public final class SshHost {
  private static final String HOST_KEY = "hostKey";

  private SshHost() {}

  /** The only key that the host may have; null at first use. */
  public static @Nullable String pinned(Access.Ssh ssh, LastReading last) {
    return ssh.hostKey() == null ? last.values().get(HOST_KEY) : ssh.hostKey();
  }

  /**
   * Whether it is the host that it was, whose key is remembered; a stranger, to whom nothing was
   * sent, is a failure.
   */
  public static boolean isKnown(
      Finding.Builder finding, SshSession session, @Nullable String pinned, Reason changed) {
    if (session.isStranger()) {
      finding.fail(changed).fact("shownHostKey", session.hostKey()).fact("pinnedHostKey", pinned);
      return false;
    }
    finding.remember(HOST_KEY, session.hostKey());
    return true;
  }

  /** What is known of the host stays known although it could not be asked. */
  public static void keep(Finding.Builder finding, LastReading last) {
    finding.remember(HOST_KEY, last.values().get(HOST_KEY));
  }

  /**
   * @param unreadable where it answers, but not as SSH does
   */
  public static Finding.Builder unread(
      Finding.Builder finding, ProbeException e, Reason unreadable) {
    Reason reason =
        switch (e.failure()) {
          case TIMED_OUT, UNREACHABLE, REFUSED -> Reason.DEVICE_NOT_ANSWERING;
          case INCOMPLETE, MALFORMED -> unreadable;
          case AUTH_REJECTED -> Reason.NOT_PERMITTED;
          case UNSUPPORTED -> Reason.NOT_SUPPORTED;
        };
    return finding.unknown(reason).fact("detail", e.getMessage());
  }
}
