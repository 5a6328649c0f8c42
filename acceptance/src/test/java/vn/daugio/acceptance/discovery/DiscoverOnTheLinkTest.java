package vn.daugio.acceptance.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.acceptance.outages.Needs;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.Tree;
import vn.daugio.acceptance.simulator.DeviceSimulator;

/** The whole agent looks around on a cable with one device; nothing leads out of it. */
class DiscoverOnTheLinkTest {
  private static final String SITE = "site: dai-dong/tru-so\nmachine: OC-Q1-01\n";

  @TempDir Path folder;

  private Link link;

  @BeforeEach
  void cable() {
    Needs.rootWith("ip", "wsdd");
    link = new Link("dt");
    link.give(31);
  }

  @AfterEach
  void cut() {
    link.close();
  }

  /** A printer at port 161 of an address of the device. */
  private Child printer(int host) {
    Child printer =
        Child.start(
            folder.resolve("printer-" + host + ".log"),
            link.onTheDevice(
                List.of(
                    "java",
                    "-cp",
                    System.getProperty("java.class.path"),
                    DeviceSimulator.class.getName(),
                    "--bind",
                    Link.address(host),
                    "--snmp-port",
                    "161",
                    "--http-port",
                    "79", // the second device, the scanner, has the next one
                    "--device",
                    "mono-laser",
                    "--device",
                    "scanner-idle")));
    printer.await(
        "printer", Duration.ofSeconds(60), () -> printer.tail().contains("control: http"));
    return printer;
  }

  private String run(int exit, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Tree.agent()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out.txt");
    Path errors = folder.resolve("err.txt");
    Process agent =
        new ProcessBuilder(link.onThePc(command))
            .redirectOutput(out.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(agent.waitFor()).as(Files.readString(errors)).isEqualTo(exit);
    return exit == 0 ? Files.readString(out) : Files.readString(errors);
  }

  private Path config(String text) throws IOException {
    return Files.writeString(folder.resolve("agent.yaml"), SITE + text);
  }

  private String mac() {
    return Child.run(link.onTheDevice(List.of("cat", "/sys/class/net/lan0/address")));
  }

  @Test
  void whatIsPastedIsKnownAndWhatMovedIsRecognised() throws Exception {
    String pasted;
    try (Child printer = printer(31)) {
      assertThat(printer.isAlive()).isTrue();
      String text = run(0, "discover", "--network", Link.NETWORK, "--lang", "en");
      assertThat(text.lines())
          .contains(
              "  # Looked around in 192.0.2.0/24: 1 devices (new: 1, configured: 0, moved: 0),"
                  + " of unknown kind: 0");
      pasted = text;

      Path config = config("targets:\n" + pasted);
      assertThat(run(0, "config-check", config.toString())).contains("targets: 2");
      assertThat(run(0, "discover", "--network", Link.NETWORK, "--config", config.toString()))
          .contains("mới: 0, đã khai báo: 1, đổi địa chỉ: 0");
    }
    link.give(45);
    link.take(31);
    try (Child printer = printer(45)) {
      assertThat(printer.isAlive()).isTrue();
      Path config = config("networks: [{cidr: \"192.0.2.0/24\"}]\ntargets:\n" + pasted);
      JsonNode devices =
          new ObjectMapper()
              .readTree(run(0, "discover", "--config", config.toString(), "--format", "json"));
      assertThat(devices).hasSize(1);
      JsonNode device = devices.get(0);
      assertThat(device.path("status").asText()).isEqualTo("moved");
      assertThat(device.path("address").asText()).isEqualTo(Link.address(45));
      assertThat(device.path("mac").asText()).isEqualTo(mac());
      assertThat(device.path("ways").toString()).isEqualTo("[\"snmp\",\"escl\",\"neighbours\"]");
      assertThat(device.path("targets"))
          .allSatisfy(
              target ->
                  assertThat(target.path("movedFrom").toString()).isEqualTo("[\"192.0.2.31\"]"));
    }
  }

  @Test
  void whoeverIsThereIsListedAndComputersAreNoTargets() throws Exception {
    try (Child computer =
        Child.start(
            folder.resolve("wsdd.log"),
            link.onTheDevice(List.of("wsdd", "-i", "lan0", "-4", "-n", "may-la")))) {
      String text = run(0, "discover", "--network", Link.NETWORK, "--lang", "en");
      assertThat(computer.isAlive()).isTrue();
      assertThat(text)
          .isEqualTo(
              """
                # Looked around in 192.0.2.0/24: 0 devices (new: 0, configured: 0, moved: 0), \
              of unknown kind: 1
                # Of unknown kind; remove the # of its line to watch it: A device that does not \
              tell its model, MAC MM, address 192.0.2.31
                # - {name: thiet-bi, kind: device, address: "192.0.2.31", mac: "MM"}
              """
                  .replace("MM", mac()));
      assertThat(run(0, "config-check", config("targets:\n" + text.replace("# -", "-")).toString()))
          .contains("targets: 1");
    }
  }

  @Test
  void aMarkedNetworkIsLeftAlone() throws Exception {
    Path config =
        config(
            "networks:\n  - {cidr: \"192.0.2.0/25\", mark: tslcd}\n  - {cidr: \"192.0.2.128/25\"}\n");
    try (Child printer = printer(31)) {
      assertThat(printer.isAlive()).isTrue();
      assertThat(run(2, "discover", "--network", "192.0.2.16/28", "--config", config.toString()))
          .isEqualTo(
              """
              daugio-agent discover: 1 problem
                - --network: networks with a mark are never looked around in
              """);
      String json = run(0, "discover", "--config", config.toString(), "--format", "json");
      assertThat(json).isEqualTo("[]\n");
      // nobody so much as asked who has its address
      assertThat(Child.run(link.onThePc(List.of("ip", "neigh", "show"))))
          .doesNotContain("192.0.2.31");
    }
  }
}
