package vn.daugio.agent.check.endpoint;

import java.util.Map;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Exposure;
import vn.daugio.agent.os.Exposure.Opening;
import vn.daugio.agent.os.Exposure.State;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Reason;

/**
 * {@code endpoint.exposure}: what lets others in without anybody's doing fails; what may be wanted
 * and should be known of warns.
 */
public final class EndpointExposureCheck implements Check {
  private final Exposure exposure;

  public EndpointExposureCheck(Exposure exposure) {
    this.exposure = exposure;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Map<Opening, State> openings = exposure.openings(deadline);
    if (openings.isEmpty()) {
      finding.unknown(Reason.ENDPOINT_UNREADABLE);
    }
    openings.forEach(
        (opening, state) -> {
          fact(finding, opening, state);
          switch (state) {
            case CLOSED -> {}
            case OPEN -> open(finding, opening);
            case REFUSED -> finding.unknown(Reason.NOT_PERMITTED);
            case UNREAD -> finding.unknown(Reason.ENDPOINT_UNREADABLE);
          }
        });
    return finding.build();
  }

  private static void open(Finding.Builder finding, Opening opening) {
    switch (opening) {
      case SMB1_SERVER -> finding.fail(Reason.ENDPOINT_SMB1);
      case SMB1_CLIENT -> finding.warn(Reason.ENDPOINT_SMB1);
      case REMOTE_DESKTOP -> finding.warn(Reason.ENDPOINT_REMOTE_DESKTOP);
      case REMOTE_DESKTOP_WITHOUT_AUTHENTICATION ->
          finding.fail(Reason.ENDPOINT_REMOTE_DESKTOP_WEAK);
      case AUTORUN -> finding.warn(Reason.ENDPOINT_AUTORUN);
      case GUEST_ACCOUNT -> finding.fail(Reason.ENDPOINT_GUEST_ACCOUNT);
      case GUEST_SHARE -> finding.warn(Reason.ENDPOINT_GUEST_SHARE);
      case ROOT_LOGIN -> finding.fail(Reason.ENDPOINT_ROOT_LOGIN);
    }
  }

  private static void fact(Finding.Builder finding, Opening opening, State state) {
    String said =
        switch (state) {
          case OPEN -> "yes";
          case CLOSED -> "no";
          case REFUSED, UNREAD -> "unknown";
        };
    switch (opening) {
      case SMB1_SERVER -> finding.fact("smb1Server", said);
      case SMB1_CLIENT -> finding.fact("smb1Client", said);
      case REMOTE_DESKTOP -> finding.fact("remoteDesktop", said);
      case REMOTE_DESKTOP_WITHOUT_AUTHENTICATION -> finding.fact("remoteDesktopWeak", said);
      case AUTORUN -> finding.fact("autorun", said);
      case GUEST_ACCOUNT -> finding.fact("guestAccount", said);
      case GUEST_SHARE -> finding.fact("guestShare", said);
      case ROOT_LOGIN -> finding.fact("rootLogin", said);
    }
  }
}
