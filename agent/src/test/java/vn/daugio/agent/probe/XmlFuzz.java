package vn.daugio.agent.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** Wrong documents for a reader of XML: the same ones in each run. */
record XmlFuzz(String good, long seed, Consumer<String> reader) {
  private static final int ROUNDS = 10_000;
  private static final int LARGEST = 256 * 1024;

  static XmlFuzz of(String good, long seed, Consumer<String> reader) {
    return new XmlFuzz(good, seed, reader);
  }

  void run() {
    reader.accept(good);
    for (int end = 0; end < good.stripTrailing().length(); end++) {
      refused(good.substring(0, end));
    }
    flips();
    bombs();
  }

  private void flips() {
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = good.getBytes(UTF_8);
      for (int i = random.nextInt(20); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        reader.accept(new String(bytes, random.nextBoolean() ? UTF_8 : ISO_8859_1));
      } catch (ProbeException e) {
        assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED);
        refused++;
      }
    }
    assertThat(refused).isBetween(1, ROUNDS - 1);
  }

  /** As large as the largest document that a device may send. */
  private void bombs() {
    String root = good.substring(good.indexOf('<', good.indexOf("-->") + 1));
    String open = root.startsWith("<?") ? root.substring(root.indexOf("?>") + 2).strip() : root;
    String start = open.substring(0, open.indexOf('>') + 1);
    for (String bomb :
        List.of(
            "<a>".repeat(LARGEST / 3),
            start + "<a>".repeat(LARGEST / 3),
            start + "<a b='" + "x".repeat(LARGEST) + "'>",
            start + "x".repeat(LARGEST),
            start + "<" + "n".repeat(LARGEST) + ">",
            "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>" + open,
            "<!DOCTYPE a SYSTEM 'file:///etc/hostname'>" + open,
            open.replaceFirst("(?s)</[^>]*>\\s*$", "&undeclared;$0"))) {
      refused(bomb);
    }
    String wide = open.replaceFirst("(?s)(</[^>]*>)\\s*$", "<a/>".repeat(LARGEST / 4) + "$1");
    reader.accept(wide);
  }

  private void refused(String document) {
    assertThatThrownBy(() -> reader.accept(document))
        .as(document.substring(0, Math.min(200, document.length())))
        .isInstanceOfSatisfying(
            ProbeException.class, e -> assertThat(e.failure()).isEqualTo(ProbeFailure.MALFORMED));
  }
}
