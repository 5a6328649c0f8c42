package vn.daugio.agent.check.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Exposure.Opening;
import vn.daugio.agent.os.Exposure.State;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

class EndpointExposureCheckTest {
  private static final CheckType TYPE = CheckType.ENDPOINT_EXPOSURE;

  private static Finding judge(Map<Opening, State> openings) throws InterruptedException {
    Target machine = new Target("OC-1", TargetKind.MACHINE, null, null, List.of());
    return new EndpointExposureCheck(deadline -> openings)
        .judge(
            new Assignment(TYPE, machine, TYPE.limits(), TYPE.deadline(), null),
            LastReading.NONE,
            Deadline.in(TYPE.deadline()));
  }

  private static Map<Opening, State> allClosedBut(Opening one, State state) {
    Map<Opening, State> all = new EnumMap<>(Opening.class);
    for (Opening opening : Opening.values()) {
      all.put(opening, opening == one ? state : State.CLOSED);
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource({
    "SMB1_SERVER, FAIL, endpoint.smb1, smb1Server",
    "SMB1_CLIENT, WARN, endpoint.smb1, smb1Client",
    "REMOTE_DESKTOP, WARN, endpoint.remote_desktop, remoteDesktop",
    "REMOTE_DESKTOP_WITHOUT_AUTHENTICATION, FAIL, endpoint.remote_desktop_weak, remoteDesktopWeak",
    "AUTORUN, WARN, endpoint.autorun, autorun",
    "GUEST_ACCOUNT, FAIL, endpoint.guest_account, guestAccount",
    "GUEST_SHARE, WARN, endpoint.guest_share, guestShare",
    "ROOT_LOGIN, FAIL, endpoint.root_login, rootLogin",
  })
  void eachHasItsOwnReason(Opening opening, Outcome outcome, String reason, String fact)
      throws Exception {
    Finding open = judge(allClosedBut(opening, State.OPEN));
    assertThat(open.outcome()).isEqualTo(outcome);
    assertThat(open.reason()).isEqualTo(Reason.ofCode(reason).orElseThrow());
    assertThat(open.also()).isEmpty();
    assertThat(open.facts()).hasSize(Opening.values().length).containsEntry(fact, "yes");
    assertThat(open.facts().values().stream().filter("no"::equals))
        .hasSize(Opening.values().length - 1);

    Finding refused = judge(allClosedBut(opening, State.REFUSED));
    assertThat(refused.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(refused.reason()).isEqualTo(Reason.NOT_PERMITTED);
    assertThat(refused.facts()).containsEntry(fact, "unknown");
    Finding unread = judge(allClosedBut(opening, State.UNREAD));
    assertThat(unread.reason()).isEqualTo(Reason.ENDPOINT_UNREADABLE);
  }

  @Test
  void closedIsOkAndNothingReadIsNot() throws Exception {
    assertThat(judge(allClosedBut(Opening.AUTORUN, State.CLOSED)).outcome()).isEqualTo(Outcome.OK);
    assertThat(judge(Map.of()).reason()).isEqualTo(Reason.ENDPOINT_UNREADABLE);
  }

  @Test
  void whatIsOpenIsToldBesideWhatIsNotKnown() throws Exception {
    Map<Opening, State> both = allClosedBut(Opening.GUEST_ACCOUNT, State.OPEN);
    both.put(Opening.AUTORUN, State.REFUSED);
    both.put(Opening.SMB1_CLIENT, State.OPEN);
    Finding finding = judge(both);
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.reason()).isEqualTo(Reason.ENDPOINT_GUEST_ACCOUNT);
    assertThat(finding.also()).containsExactly(Reason.NOT_PERMITTED, Reason.ENDPOINT_SMB1);
  }
}
