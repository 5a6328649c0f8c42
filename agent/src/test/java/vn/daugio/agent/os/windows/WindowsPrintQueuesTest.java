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
import vn.daugio.agent.os.PrintQueues.Queue;
import vn.daugio.agent.os.PrintQueues.Spooler;

class WindowsPrintQueuesTest {
  private static String text(Queue queue) {
    return queue.name()
        + (queue.isDefault() ? "*" : "")
        + " "
        + queue.port()
        + " "
        + queue.conditions().stream().sorted().toList()
        + queue.oldestJob().map(age -> " " + age.toMinutes()).orElse("");
  }

  private static String text(WindowsPrinting facts) throws NotPermittedException {
    Spooler spooler =
        new WindowsPrintQueues(() -> facts).spooler(Deadline.in(Duration.ofSeconds(1)));
    if (spooler instanceof Spooler.Told told) {
      return told.queues().stream().map(queue -> text(queue)).collect(Collectors.joining("; "))
          + (told.defaultKnown() ? "" : " default?")
          + (told.jobsKnown() ? "" : " jobs?");
    }
    return spooler.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows-11-en-user | HP LaserJet M404* tcp []; Microsoft Print to PDF portprompt: []",
        "windows-10-vi-user | Máy in Canon LBP2900* usb [OFFLINE, UNPLUGGED] 125; OneNote nul: []",
        "windows-11-vi-admin-paper | Brother HL-L2321D* usb [NO_PAPER, JAMMED, ATTENTION]",
        "windows-10-en-user-fault | Canon LBP6030* usb [DEVICE_FAULT]",
        "windows-10-ltsc-vi-system | Ricoh MP 2014 shared [PAUSED] 10 default?",
        "windows-11-en-stopped | Stopped[hasQueues=Optional[true]]",
        "windows-11-vi-stopped-never | Stopped[hasQueues=Optional[false]]",
        "windows-server-2022-en-admin | ''",
        "windows-10-en-user-jobs-refused | HP LaserJet P1102* usb [] jobs?",
      })
  void eachSituation(String situation, String expected) throws Exception {
    assertThat(text(Situations.read(Part.PRINTING, situation, WindowsPrinting.class)))
        .isEqualTo(expected);
  }

  @Test
  void refusedIsNotNone() {
    assertThatThrownBy(() -> text(PowerShell.parse("{\"spooler\":4}", WindowsPrinting.class)))
        .isInstanceOf(NotPermittedException.class)
        .hasMessage("print queues");
  }

  @Test
  void nonsenseIsNotRead() throws Exception {
    WindowsPrinting odd =
        PowerShell.parse(
            """
            {"spooler":4,"systemAccount":false,"queues":[{"name":" "},{"name":null},
            {"name":"a","error":99,"state":-9223372036854775808}],
            "jobs":[{"queue":"a","ageSeconds":-25200},{"queue":"a","ageSeconds":999999999999},
            {"queue":null,"ageSeconds":5}]}
            """,
            WindowsPrinting.class);
    assertThat(text(odd)).isEqualTo("a  []");
  }
}
