package vn.daugio.collector.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Report;

/** Any body is refused with a reason, or is a report within the limits. */
class ReportFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:30:00Z");

  static Stream<byte[]> good() throws IOException {
    byte[] plain = ReportLimitsTest.GOOD.getBytes(UTF_8);
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(plain);
    }
    return Stream.of(plain, zipped.toByteArray(), "{\"results\":[]}".getBytes(UTF_8));
  }

  @MethodSource("good")
  @FuzzTest
  void take(byte[] input) throws IOException {
    take(input, false);
    take(input, true);
  }

  private static void take(byte[] input, boolean gzip) throws IOException {
    try {
      byte[] json = ReportLimits.read(new ByteArrayInputStream(input), gzip);
      assertThat(json.length).isLessThanOrEqualTo(ReportLimits.MOST_BYTES);
      Report report = ReportReader.read(ReportLimits.text(json)).report();
      ReportLimits.check(report, NOW);
      bounded(report);
    } catch (RefusedException e) {
      assertThat(e.refusal().status()).isBetween(400, 499);
      assertThat(e.refusal().code()).isNotBlank();
    }
  }

  private static void bounded(Report report) {
    assertThat(report.sequence()).isPositive();
    assertThat(report.machine().length()).isBetween(1, ReportLimits.LONGEST_NAME);
    assertThat(report.results()).hasSizeLessThanOrEqualTo(ReportLimits.MOST_RESULTS);
    for (CheckResult result : report.results()) {
      assertThat(result.startedAt())
          .isBetween(NOW.minus(ReportLimits.OLDEST), NOW.plus(ReportLimits.AHEAD));
      assertThat(result.measures()).hasSizeLessThanOrEqualTo(CheckResult.MOST_MEASURES);
      result.measures().forEach(measure -> assertThat(measure.value()).isFinite());
      result
          .facts()
          .values()
          .forEach(
              fact -> assertThat(fact.length()).isLessThanOrEqualTo(ReportLimits.LONGEST_FACT));
    }
  }

  @Test
  void damaged() throws IOException {
    Random random = new Random(8259);
    List<byte[]> good = good().toList();
    for (int round = 0; round < 10_000; round++) {
      byte[] input = good.get(random.nextInt(good.size())).clone();
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        input[random.nextInt(input.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(4) == 0) {
        input = Arrays.copyOf(input, random.nextInt(input.length));
      }
      try {
        take(input);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("of " + HexFormat.of().formatHex(input), e);
      }
    }
  }
}
