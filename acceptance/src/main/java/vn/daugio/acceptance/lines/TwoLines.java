package vn.daugio.acceptance.lines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.daugio.acceptance.process.Child;
import vn.daugio.acceptance.process.Tree;

/** The office of {@code acceptance/lab/lines.sh}: two lines, the State network, IPv4 and IPv6. */
public final class TwoLines implements AutoCloseable {
  private static final String CONFIG =
      """
      site: dai-dong/tru-so
      machine: MAY-01
      limits: {lan.interface: {address-probes: 0}}
      targets:
        - {name: gateway, kind: gateway, address: "192.168.1.1", dhcp: "192.168.1.1"}
        - name: duong-chinh
          kind: link
          gateway: "192.168.1.1"
          source: "192.168.1.10"
          pages:
            - {url: "http://203.0.113.50/known", status: 200, text: "Dau Gio known page"}
            - {url: "http://[2001:db8:f::50]/known", status: 200, text: "Dau Gio known page"}
        - name: du-phong
          kind: link
          role: backup
          gateway: "192.168.1.2"
          source: "192.168.1.11"
          resolvers: ["203.0.113.53"]
          pages: [{url: "http://203.0.113.50/known", status: 200, text: "Dau Gio known page"}]
          echo: "http://203.0.113.50/ip"
        - name: tslcd
          kind: link
          role: tslcd
          gateway: "192.168.1.3"
          destinations:
            - {name: ioffice, scope: internal, address: "10.20.0.5", port: 443}
            - {name: thu, scope: internal, address: "10.20.0.6", port: 25}
      """;

  private final Path folder;
  private final String prefix;
  private final Path config;

  /**
   * Builds it.
   *
   * @param folder for configuration, logs and process ids
   */
  public TwoLines(Path folder) throws IOException {
    this.folder = folder;
    this.prefix = "dl" + ProcessHandle.current().pid();
    this.config =
        Files.writeString(
            Files.createDirectories(folder).resolve("agent.yml"), CONFIG, StandardCharsets.UTF_8);
    lab("up");
  }

  public void breakIt(String fault) {
    lab("break", fault);
  }

  public void mend(String fault) {
    lab("mend", fault);
  }

  private void lab(String... action) {
    String script = Tree.root().resolve("acceptance/lab/lines.sh").toString();
    List<String> command = new ArrayList<>(List.of(script, action[0], folder.toString(), prefix));
    command.addAll(List.of(action).subList(1, action.length));
    Child.run(command);
  }

  /**
   * One round of the packaged agent on the office PC.
   *
   * @param types codes, separated by commas
   * @return outcome and reasons by check and target
   */
  public Map<String, String> round(String types) throws IOException, InterruptedException {
    Process agent =
        new ProcessBuilder(
                "ip",
                "netns",
                "exec",
                prefix + "-pc",
                Tree.agent(),
                "check",
                "--config",
                config.toString(),
                "--only",
                types,
                "--format",
                "json")
            .redirectError(folder.resolve("agent.log").toFile())
            .start();
    JsonNode results = new ObjectMapper().readTree(agent.getInputStream()).path("results");
    agent.waitFor();
    Map<String, String> said = new TreeMap<>();
    for (JsonNode result : results) {
      List<String> words = new ArrayList<>(List.of(result.path("outcome").asText()));
      if (result.has("reason")) {
        words.add(result.path("reason").asText());
      }
      result.path("also").forEach(reason -> words.add(reason.asText()));
      said.put(
          result.path("check").asText() + " " + result.path("target").asText(),
          String.join(" ", words));
    }
    return said;
  }

  /**
   * What an interface of the lab has carried so far, both ways, with Ethernet headers.
   *
   * @param space one of the namespaces, e.g. {@code bk}
   */
  public long bytes(String space, String device) {
    String folder = "/sys/class/net/" + device + "/statistics/";
    return Child.run(
            List.of(
                "ip",
                "netns",
                "exec",
                prefix + "-" + space,
                "cat",
                folder + "rx_bytes",
                folder + "tx_bytes"))
        .lines()
        .mapToLong(Long::parseLong)
        .sum();
  }

  @Override
  public void close() {
    lab("down");
  }
}
