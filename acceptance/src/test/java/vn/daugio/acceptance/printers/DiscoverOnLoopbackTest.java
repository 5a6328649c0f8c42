package vn.daugio.acceptance.printers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.acceptance.outages.Needs;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.acceptance.simulator.DeviceSimulator;

/**
 * A real printer that announces itself, a real SNMP agent that does not, and a scanner behind an
 * announcement, all on loopback, where each port is a device of its own.
 */
class DiscoverOnLoopbackTest {
  private static final String NETWORK = "127.0.0.0/28";
  private static final String AGENT = "127.0.0.13";

  @TempDir Path folder;

  @BeforeAll
  static void programs() {
    Needs.rootWith("ippeveprinter", "dbus-daemon", "avahi-daemon", "avahi-publish", "snmpd");
  }

  private Child snmpd() throws IOException {
    Path settings = Files.writeString(folder.resolve("snmpd.conf"), "rocommunity public\n");
    String start =
        "SNMP_PERSISTENT_DIR=%s MIBS= exec snmpd -f -Le -C -c %s udp:%s:161"
            .formatted(folder, settings, AGENT);
    Child snmpd = Child.start(folder.resolve("snmpd.log"), List.of("sh", "-c", start));
    snmpd.await("SNMP agent", Duration.ofSeconds(30), () -> snmpd.tail().contains("NET-SNMP"));
    return snmpd;
  }

  @Test
  void whatIsFoundCanBePasted() throws Exception {
    try (IppPrinter printer = IppPrinter.start(folder, "Acme", "Disco");
        Child snmpd = snmpd();
        DeviceSimulator scanner =
            DeviceSimulator.start(
                new DeviceSimulator.Options("127.0.0.1", 0, 0, 0, List.of("scanner-idle")))) {
      int port = scanner.httpPort("scanner-idle");
      printer.announce("Scan me", "_uscan._tcp", port, "rs=eSCL", "ty=Scan me");

      JsonNode devices =
          new ObjectMapper()
              .readTree(
                  Child.run(
                      List.of(Tree.agent(), "discover", "--network", NETWORK, "--format", "json")));
      assertThat(target(devices, "ipp", printer.uri()).path("kind").asText()).isEqualTo("printer");
      assertThat(
              target(devices, "escl", "http://127.0.0.1:" + port + "/eSCL").path("kind").asText())
          .isEqualTo("scanner");
      assertThat(target(devices, "address", AGENT).path("snmp").toString())
          .isEqualTo("{\"version\":\"2c\",\"community\":\"public\"}");

      String text = Child.run(List.of(Tree.agent(), "discover", "--network", NETWORK));
      assertThat(text.lines())
          .contains(
              "  # Acme Disco, địa chỉ 127.0.0.1",
              "  - {name: may-in-acme-disco, kind: printer, ipp: \"" + printer.uri() + "\"}");
      Path config =
          Files.writeString(
              folder.resolve("agent.yaml"),
              "site: dai-dong/tru-so\nmachine: OC-Q1-01\ntargets:\n  " + text + "\n");
      assertThat(Child.run(List.of(Tree.agent(), "config-check", config.toString())))
          .contains("no problems");
      assertThat(snmpd.isAlive()).isTrue();
    }
  }

  private static JsonNode target(JsonNode devices, String key, String value) {
    for (JsonNode device : devices) {
      for (JsonNode target : device.path("targets")) {
        if (target.path(key).asText().equals(value)) {
          return target;
        }
      }
    }
    throw new AssertionError("nothing with " + key + " " + value + " in " + devices);
  }
}
