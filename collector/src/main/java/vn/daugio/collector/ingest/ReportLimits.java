package vn.daugio.collector.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Report;

/** How much, how long and from when a report may be. */
final class ReportLimits {
  static final int MOST_COMPRESSED = 1 << 20;
  static final int MOST_BYTES = 4 << 20;
  static final int MOST_RESULTS = 1000;
  static final int MOST_LABELS = 20;
  static final int MOST_FACTS = 100;
  static final int MOST_ALSO = 50;
  static final int LONGEST_NAME = 128;
  static final int LONGEST_FACT = 2000;
  static final int DEEPEST = 10;
  static final double LARGEST = 1e15;

  /** Clocks differ a little; what is further ahead is a clock that is wrong. */
  static final Duration AHEAD = Duration.ofMinutes(10);

  /** A spool keeps a month; what is older is a clock that is wrong. */
  static final Duration OLDEST = Duration.ofDays(35);

  private ReportLimits() {}

  /** Reads a body that may be gzipped, never more than the limits. */
  static byte[] read(InputStream body, boolean gzip) throws IOException {
    byte[] sent = bounded(body, gzip ? MOST_COMPRESSED : MOST_BYTES);
    if (!gzip) {
      return sent;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return bounded(in, MOST_BYTES);
    } catch (IOException e) {
      throw new RefusedException(Refusal.BAD_GZIP, "the body is no gzip: " + e.getMessage());
    }
  }

  private static byte[] bounded(InputStream in, int most) throws IOException {
    byte[] read = in.readNBytes(most + 1);
    if (read.length > most) {
      throw new RefusedException(Refusal.TOO_LARGE, "more than " + most + " bytes");
    }
    return read;
  }

  static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedException(Refusal.NOT_UTF8, "the body is not UTF-8");
    }
  }

  /**
   * Judges the report as a whole. A machine whose clock is ahead is refused until it is right
   * again: a state dated in the future would shut out everything that is true until then. It is not
   * lost; it stands on the sheet as silent, and the answer tells it the time.
   */
  static void check(Report report, Instant now) {
    if (report.sequence() < 1 || report.dropped() < 0) {
      throw new RefusedException(Refusal.BAD_NUMBER, "sequence is from 1, dropped from 0");
    }
    name("machine", report.machine());
    name("bootId", report.bootId());
    name("agent", report.agent());
    time("sentAt", report.sentAt(), now);
    Set<List<String>> subjects = new HashSet<>();
    for (CheckResult result : report.results()) {
      check(result, now);
      if (!subjects.add(List.of(result.target(), result.check()))) {
        throw new RefusedException(
            Refusal.REPEATED_SUBJECT,
            "two results of " + result.check() + " on " + result.target());
      }
    }
  }

  private static void check(CheckResult result, Instant now) {
    name("check", result.check());
    name("target", result.target());
    time("startedAt", result.startedAt(), now);
    String reason = result.reason();
    if ((result.outcome() == Outcome.OK) != (reason == null)) {
      throw new RefusedException(
          Refusal.BAD_OUTCOME, "a reason is there exactly when the outcome is not OK");
    }
    if (reason != null) {
      name("reason", reason);
    }
    if (result.tookMs() < 0 || result.tookMs() > Duration.ofDays(1).toMillis()) {
      throw new RefusedException(Refusal.BAD_NUMBER, "tookMs is from 0 to a day");
    }
    many("also", result.also().size(), MOST_ALSO);
    result.also().forEach(one -> name("also", one));
    many("measures", result.measures().size(), CheckResult.MOST_MEASURES);
    Optional<CheckType> type = CheckType.ofCode(result.check());
    result.measures().forEach(measure -> check(measure, type));
    many("facts", result.facts().size(), MOST_FACTS);
    texts("facts", result.facts(), LONGEST_FACT);
  }

  private static void check(Measure measure, Optional<CheckType> type) {
    name("measures.name", measure.name());
    length("measures.unit", measure.unit(), LONGEST_NAME);
    many("labels", measure.labels().size(), MOST_LABELS);
    texts("labels", measure.labels(), LONGEST_FACT);
    boolean possible =
        type.flatMap(known -> known.declared(measure.name()))
            .map(known -> known.accepts(measure.value()))
            .orElse(Math.abs(measure.value()) <= LARGEST);
    if (!possible) {
      throw new RefusedException(Refusal.BAD_NUMBER, measure.name() + " is beyond all measure");
    }
  }

  private static void texts(String field, Map<String, String> texts, int longest) {
    texts.forEach(
        (key, value) -> {
          length(field, key, LONGEST_NAME);
          length(field, value, longest);
          if (value.chars().anyMatch(Character::isISOControl)) {
            throw new RefusedException(Refusal.MALFORMED, field + " has control characters");
          }
        });
  }

  private static void name(String field, String value) {
    length(field, value, LONGEST_NAME);
    if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedException(Refusal.MALFORMED, field + " is empty or has control characters");
    }
  }

  private static void length(String field, String value, int longest) {
    if (value.length() > longest) {
      throw new RefusedException(
          Refusal.TOO_LONG, field + " has more than " + longest + " letters");
    }
  }

  static void many(String field, int found, int most) {
    if (found > most) {
      throw new RefusedException(Refusal.TOO_MANY, "more than " + most + " " + field);
    }
  }

  private static void time(String field, Instant time, Instant now) {
    if (time.isAfter(now.plus(AHEAD))) {
      throw new RefusedException(
          Refusal.FROM_THE_FUTURE,
          field + " is " + time + ", here it is " + now + "; set the machine's clock");
    }
    if (time.isBefore(now.minus(OLDEST))) {
      throw new RefusedException(
          Refusal.TOO_OLD, field + " is " + time + ", here it is " + now + "; older than 35 days");
    }
  }
}
