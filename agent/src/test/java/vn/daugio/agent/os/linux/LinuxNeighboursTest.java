package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.os.Network.Neighbour;

class LinuxNeighboursTest {
  private static final String START = "192.168.1.1 dev eth0 lladdr 66:7a:e2:f7:9c:b6 ref 1 ";

  @ParameterizedTest
  @CsvSource({
    "used 1/0/3probes 4 REACHABLE,  PRESENT, false",
    // confirmed before a burst of pings that was not answered
    "used 1/1/1probes 4 REACHABLE,  RECENT,  false",
    "used 12/31/7probes 1 REACHABLE, RECENT, false",
    "used 1/40/3probes 4 DELAY,     ABSENT,  true",
    "used 1/40/3probes 2 PROBE,     ABSENT,  true",
    "used 90/85/60probes 4 STALE,   ABSENT,  false",
  })
  void anEntryIsBelievedByItsStateAndItsAge(String line, Neighbour neighbour, boolean pending) {
    assertThat(LinuxNeighbours.parse(START + line + " \n"))
        .isEqualTo(new LinuxNeighbours.Reading(neighbour, pending));
  }

  @Test
  void whatIsNotAnEntryIsNothing() {
    for (String output :
        new String[] {
          "", "192.168.1.1 dev eth0 used 9/9/3probes 6 FAILED\n", "used x/y/z REACHABLE", "\u0000"
        }) {
      assertThat(LinuxNeighbours.parse(output))
          .isEqualTo(new LinuxNeighbours.Reading(Neighbour.ABSENT, false));
    }
  }

  @Test
  void allThatHaveNotFailedWithTheirMacs() {
    String output =
        """
        192.0.2.31 dev lan0 lladdr de:30:81:db:47:f6 STALE
        192.0.2.32 dev lan0  FAILED
        192.0.2.33 dev lan0 lladdr de:30:81:db:47:f7 ref 1 used 0/0/0 probes 1 REACHABLE
        fe80::1 dev lan0 lladdr de:30:81:db:47:f8 router DELAY
        192.0.2.34 dev lan0 lladdr de:30:81 STALE
        """;
    assertThat(LinuxNeighbours.stations(output))
        .extracting(Object::toString)
        .containsExactly(
            "Station[address=/192.0.2.31, mac=de:30:81:db:47:f6]",
            "Station[address=/192.0.2.33, mac=de:30:81:db:47:f7]",
            "Station[address=/fe80:0:0:0:0:0:0:1, mac=de:30:81:db:47:f8]");
  }
}
