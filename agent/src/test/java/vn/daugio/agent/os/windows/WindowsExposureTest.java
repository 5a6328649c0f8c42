package vn.daugio.agent.os.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.os.Deadline;

class WindowsExposureTest {
  /** What is not closed, by its words. */
  private static String seen(WindowsHardening facts) {
    return new WindowsExposure(() -> facts)
        .openings(Deadline.in(Duration.ofSeconds(1))).entrySet().stream()
            .filter(one -> !one.getValue().name().equals("CLOSED"))
            .map(one -> one.getKey() + "=" + one.getValue())
            .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "windows-11-en-admin, ''",
    "windows-11-vi-user, ''",
    "windows-10-vi-user, SMB1_SERVER=OPEN SMB1_CLIENT=OPEN REMOTE_DESKTOP=OPEN"
        + " REMOTE_DESKTOP_WITHOUT_AUTHENTICATION=OPEN AUTORUN=OPEN GUEST_ACCOUNT=OPEN",
    "windows-10-en-admin, REMOTE_DESKTOP=OPEN",
    "windows-10-ltsc-en-user, AUTORUN=OPEN",
    "windows-10-ltsc-vi-service-stopped, GUEST_ACCOUNT=UNREAD",
    "windows-server-2022-en-admin, REMOTE_DESKTOP=OPEN",
    "windows-11-en-user-refused, SMB1_SERVER=REFUSED GUEST_ACCOUNT=REFUSED",
    "windows-10-en-wmi-broken, GUEST_ACCOUNT=UNREAD",
  })
  void eachSituation(String situation, String expected) {
    assertThat(seen(Situations.read(Part.HARDENING, situation, WindowsHardening.class)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | SMB1_SERVER=UNREAD SMB1_CLIENT=UNREAD REMOTE_DESKTOP=UNREAD AUTORUN=UNREAD"
            + " GUEST_ACCOUNT=UNREAD",
        "{\"denied\":[\"smb1ServerDriver\",\"smb1Client\",\"desktopDenied\",\"autorunOff\"]} |"
            + " SMB1_SERVER=REFUSED SMB1_CLIENT=REFUSED REMOTE_DESKTOP=REFUSED AUTORUN=REFUSED"
            + " GUEST_ACCOUNT=UNREAD",
        "{\"smb1ServerDriver\":true,\"smb1Server\":1,\"smb1Client\":4,\"desktopDenied\":0,"
            + "\"autorunOff\":145,\"autorunNever\":1,\"guestDisabled\":true} |"
            + " SMB1_SERVER=OPEN REMOTE_DESKTOP=OPEN REMOTE_DESKTOP_WITHOUT_AUTHENTICATION=UNREAD",
      })
  void whatIsMissingIsNotClosed(String json, String expected) {
    assertThat(seen(PowerShell.parse(json, WindowsHardening.class))).isEqualTo(expected);
  }
}
