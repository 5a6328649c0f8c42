package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Whatever a tool prints is read to an end, or not at all. */
class FirewallRulesFuzzTest {
  private static final String NFT =
      """
      {"nftables":[{"metainfo":{"version":"1.0.6"}},
      {"chain":{"family":"inet","table":"f","name":"in","type":"filter","hook":"input","policy":"accept"}},
      {"chain":{"family":"inet","table":"f","name":"x"}},
      {"rule":{"family":"inet","table":"f","chain":"in","expr":[{"counter":{"packets":0}},{"jump":{"target":"x"}}]}},
      {"rule":{"family":"inet","table":"f","chain":"x","expr":[{"goto":{"target":"in"}}]}},
      {"rule":{"family":"inet","table":"f","chain":"in","expr":[{"match":{}},{"drop":null}]}}]}
      """;
  private static final String LEGACY =
      """
      -P INPUT ACCEPT
      -N x
      -A INPUT -i lo -j ACCEPT
      -A INPUT -j x
      -A x -g INPUT
      -A x -j REJECT --reject-with icmp-port-unreachable
      """;

  static Stream<byte[]> good() {
    return Stream.of(NFT, LEGACY).map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    NftRules.parse(text).ifPresent(chains -> assertThat(chains.drops("ip")).isIn(true, false));
    IptablesRules.parse(text, "ip6")
        .ifPresent(chains -> assertThat(chains.drops("ip6")).isIn(true, false));
  }

  @Test
  void damaged() {
    Mutations.run(5_000, 4711, good().toList(), this::read);
  }

  @Test
  void chainsThatLeadToEachOtherEnd() {
    assertThat(NftRules.parse(NFT).orElseThrow().drops("ip")).isFalse();
    assertThat(IptablesRules.parse(LEGACY, "ip").orElseThrow().drops("ip")).isFalse();
    assertThat(IptablesRules.parse(LEGACY, "ip").orElseThrow().drops("ip6")).isFalse();
    assertThat(NftRules.parse("[]")).isEmpty();
    assertThat(NftRules.parse("{\"nftables\":")).isEmpty();
    assertThat(IptablesRules.parse("modprobe: not found", "ip")).isEmpty();
  }

  /** One chain of many jumps to the next: not as many ways as there are jumps to the power. */
  @Test
  void manyJumpsTakeNoTime() {
    StringBuilder text = new StringBuilder("-P INPUT DROP\n");
    String chain = "INPUT";
    for (int depth = 0; depth < 40; depth++) {
      for (int i = 0; i < 100; i++) {
        text.append("-A ").append(chain).append(" -j c").append(depth).append('\n');
      }
      chain = "c" + depth;
    }
    assertThat(IptablesRules.parse(text.toString(), "ip").orElseThrow().drops("ip")).isTrue();
  }
}
