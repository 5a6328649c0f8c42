package vn.daugio.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.discover.Cidr;
import vn.daugio.agent.discover.KnownNetwork;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.protocol.ConfigException;
import vn.daugio.protocol.Language;

/** Where {@code discover} is allowed to look; each test ends before anything is sent. */
class NetworksReaderTest {
  private static final String NAMES = "site: a/b\nmachine: M-1\n";
  private static final DiscoverCommand.Form TEXT =
      new DiscoverCommand.Form(false, Language.of("vi"));

  @TempDir Path directory;

  private Path file(String yaml) throws IOException {
    return Files.writeString(directory.resolve("agent.yaml"), NAMES + yaml);
  }

  private List<String> problems(String yaml) throws IOException {
    Path file = file(yaml);
    return catchThrowableOfType(ConfigException.class, () -> AgentConfig.load(file)).problems();
  }

  private List<String> refusal(String yaml, @Nullable String network) throws IOException {
    Path file = file(yaml);
    return catchThrowableOfType(
            ConfigException.class,
            () -> new DiscoverCommand(OfficeNetwork.EMPTY).run(file, network, TEXT))
        .problems();
  }

  @Test
  void networksAreRead() throws IOException {
    String yaml =
        """
        networks:
          - {cidr: "192.168.1.0/24", community: noi-bo}
          - {cidr: "10.0.0.0/8", mark: tslcd}
        """;
    assertThat(AgentConfig.load(file(yaml)).networks())
        .containsExactly(
            new KnownNetwork(Cidr.parse("192.168.1.0/24").orElseThrow(), null, "noi-bo"),
            new KnownNetwork(
                Cidr.parse("10.0.0.0/8").orElseThrow(), KnownNetwork.Mark.TSLCD, null));
  }

  @Test
  void mistakes() throws IOException {
    assertThat(
            problems(
                "networks: [{cidr: 10.0.0.0}, {cidr: 10.0.0.0/8}, {mark: x}, {cidr: 10.0.0.0/24, marc: y}]"))
        .containsExactly(
            "networks[0].cidr: an IPv4 network like 192.168.1.0/24 is expected: 10.0.0.0",
            "networks[1].cidr: at most a /22 is looked around in, not 10.0.0.0/8",
            "networks[2].cidr: is missing",
            "networks[2].mark: unknown mark 'x'; known marks: cipher, tslcd",
            "networks[3]: unknown key 'marc'; did you mean 'mark'?");
    assertThat(problems("targets: [{name: a, kind: device, address: h, mac: 00-11}]"))
        .containsExactly("targets[0].mac: a MAC like 00:1b:a9:12:34:56 is expected: 00-11");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.168.1 | --network: an IPv4 network like 192.168.1.0/24 is expected: 192.168.1",
        "10.0.0.0/8 | --network: at most a /22 is looked around in, not 10.0.0.0/8",
        "10.1.2.0/28 | --network: networks with a mark are never looked around in",
      })
  void whereItDoesNotLook(String network, String problem) throws IOException {
    assertThat(refusal("networks: [{cidr: 10.1.0.0/16, mark: cipher}]", network))
        .containsExactly(problem);
  }

  @Test
  void withoutAGatewayThereIsNoNetworkOfOnesOwn() throws IOException {
    assertThat(refusal("", null))
        .containsExactly(
            "--network: is missing; no network is configured and this machine has no gateway");
  }
}
