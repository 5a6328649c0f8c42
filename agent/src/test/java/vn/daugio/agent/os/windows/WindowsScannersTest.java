package vn.daugio.agent.os.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Scanners.Reading;

class WindowsScannersTest {
  private static String text(WindowsPrinting facts) throws NotPermittedException {
    Reading reading = new WindowsScanners(() -> facts).read(Deadline.in(Duration.ofSeconds(1)));
    return reading.service()
        + (reading.readable() ? "" : " ?")
        + reading.scanners().stream()
            .map(one -> " " + one.model() + (one.works() ? "" : "!"))
            .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
    "windows-11-en-user, READY 04a9:190d",
    "windows-10-vi-user, READY",
    "windows-11-vi-admin-paper, READY 04f9:190d!",
    "windows-10-en-user-fault, STOPPED",
    "windows-10-ltsc-vi-system, READY 04c5:190d!",
    "windows-11-en-stopped, STOPPED 04b8:190d",
    "windows-11-vi-stopped-never, READY network",
    "windows-server-2022-en-admin, ABSENT",
  })
  void eachSituation(String situation, String expected) throws Exception {
    assertThat(text(Situations.read(Part.PRINTING, situation, WindowsPrinting.class)))
        .isEqualTo(expected);
  }

  @Test
  void whatIsNotToldIsNotNone() throws Exception {
    assertThatThrownBy(
            () ->
                text(
                    Situations.read(
                        Part.PRINTING,
                        "windows-10-en-user-devices-refused",
                        WindowsPrinting.class)))
        .isInstanceOf(NotPermittedException.class);
    assertThat(text(PowerShell.parse("{}", WindowsPrinting.class))).isEqualTo("ABSENT ?");
    assertThat(
            text(
                PowerShell.parse(
                    """
                    {"devices":[{"kind":"image","problem":45},{"kind":"camera","problem":0},
                    {"kind":"image","vendor":"C:\\\\Users\\\\a","product":"x","problem":0}]}
                    """,
                    WindowsPrinting.class)))
        .isEqualTo("ABSENT network");
  }
}
