package vn.daugio.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Problems;
import vn.daugio.protocol.TargetReader;

/** Any configuration file is targets and limits, or problems in words; never an exception. */
class YamlFuzzTest {
  private static final String CONFIG =
      """
      site: dai-dong/tru-so
      machine: OC-Q1-01
      targets:
        - {name: may-in, kind: printer, address: "127.0.0.1:1161", snmp: {version: 2c, community: public}}
        - {name: hai, kind: printer, ipp: "ipp://127.0.0.1:8631/ipp/print"}
        - &a {name: dvcqg, kind: system, url: "https://dichvucong.gov.vn", expect: {status: "200-403"}}
        - *a
      limits: {printer.supplies: {warn-below: 0.10, fail-below: 0.02}}
      """;

  static Stream<byte[]> good() {
    return Stream.of(
            CONFIG,
            "a: !!binary aGk=\n? [b]\n: 0x1f\n",
            "a: &a [*a]",
            "{".repeat(500),
            "a: 2026-11-23\nb: .nan\nc: 1e999\n")
        .map(text -> text.getBytes(UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void read(byte[] input) throws IOException {
    Path file = Files.createTempFile("fuzz", ".yaml");
    try {
      Files.write(file, input);
      Problems problems = new Problems();
      ConfigMap map = YamlFile.read(file, problems);
      int read =
          TargetReader.read(map, "targets").size() + LimitsReader.read(map.map("limits")).size();
      map.done();
      assertThat(read).isLessThanOrEqualTo(input.length * 40);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  @Test
  void damaged() {
    Mutations.run(3_000, 12, good().toList(), this::read);
  }
}
