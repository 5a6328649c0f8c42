package vn.daugio.collector.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Report;

/**
 * Some days of one site by chance: what its machines saw of many targets, and when the reports
 * came. Everything follows from the seed. Most times stand on whole minutes, so that the limits of
 * 30 and 60 minutes and 24 hours are met exactly.
 */
final class RandomDays {
  static final Instant BEGIN = Instant.parse("2026-11-23T00:00:00Z");

  /** The door refuses reports with several results of one target; the intake itself does not. */
  private static final double REPEATS =
      Double.parseDouble(System.getProperty("daugio.repeats", "0"));

  private static final List<CheckType> TYPES = List.of(CheckType.values());
  private static final List<String> BAD =
      List.of("internet.unreachable", "ups.battery_low", "printer.jam");

  /**
   * A report as it comes in.
   *
   * @param at when it comes; no two come at the same millisecond
   * @param restart whether the collector is started anew before
   * @param compare whether the incidents are looked at after it
   */
  record Arrival(Instant at, Report report, boolean restart, boolean compare) {}

  /** A target, its check, and how it is doing. */
  private static final class Target {
    private final CheckType type;
    private final String name;
    private Weather weather = Weather.GOOD;

    Target(CheckType type, String name) {
      this.type = type;
      this.name = name;
    }
  }

  private enum Weather {
    GOOD(0.02),
    BAD(0.98),
    MOSTLY_GOOD(0.2),
    FLAPPING(0.5);

    private final double bad;

    Weather(double bad) {
      this.bad = bad;
    }
  }

  /** A machine that looks at the site. */
  private static final class Witness {
    private final String code;
    private String boot = "boot-0";
    private int sequence;
    private Duration wrong = Duration.ZERO;

    Witness(String code) {
      this.code = code;
    }
  }

  private final Random random;
  private final List<Target> targets = new ArrayList<>();
  private final List<Witness> witnesses = new ArrayList<>();
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<Report> keptBack = new ArrayList<>();
  private final double late;
  private final double skew;
  private final double lively;
  private final double unknown;

  /** How often a report tells several results of one target. */
  private final double repeats;

  /** Minutes between most rounds: six changes take an hour then; 0: anything. */
  private final int beat;

  private Instant now = BEGIN;
  private int inRound;

  private RandomDays(long seed, int histories) {
    random = new Random(seed);
    for (int i = 0; i < histories; i++) {
      targets.add(new Target(TYPES.get(random.nextInt(TYPES.size())), "t" + i + "-" + seed));
    }
    int machines = 1 + random.nextInt(3);
    for (int i = 0; i < machines; i++) {
      witnesses.add(new Witness("M" + i));
    }
    late = pick(0, 0, 0.1, 0.3);
    skew = pick(0, 0, 0.2);
    lively = pick(0.02, 0.05, 0.15);
    unknown = pick(0, 0.05, 0.3);
    beat = (int) pick(0, 0, 12);
    repeats = pick(0, 0, REPEATS);
  }

  /** What happens on the days of a seed, in the order of arrival. */
  static List<Arrival> of(long seed, int histories) {
    RandomDays days = new RandomDays(seed, histories);
    int rounds = 25 + days.random.nextInt(30);
    for (int i = 0; i < rounds; i++) {
      days.round();
    }
    days.deliver(days.keptBack.size());
    return List.copyOf(days.arrivals);
  }

  private double pick(double... values) {
    return values[random.nextInt(values.length)];
  }

  private boolean chance(double share) {
    return random.nextDouble() < share;
  }

  private void round() {
    Duration gap = gap();
    now = now.plus(gap);
    inRound = 0;
    for (Target target : targets) {
      if (chance(gap.toHours() == 24 ? 0.5 : lively)) {
        target.weather = Weather.values()[random.nextInt(Weather.values().length)];
      }
    }
    for (Witness witness : witnesses) {
      if (witness == witnesses.get(0) || chance(0.5)) {
        look(witness);
      }
    }
    if (chance(0.1)) {
      deliver(random.nextInt(1 + keptBack.size()));
    }
  }

  /** Mostly minutes, sometimes hours, now and then a day; the limits themselves too. */
  private Duration gap() {
    double kind = random.nextDouble();
    if (kind < 0.6) {
      return Duration.ofMinutes(beat == 0 ? 1 + random.nextInt(6) : beat);
    }
    if (kind < 0.75) {
      return Duration.ofMinutes(5L * (1 + random.nextInt(12)));
    }
    if (kind < 0.9) {
      return Duration.ofMinutes(30);
    }
    if (kind < 0.95) {
      return Duration.ofHours(24).plusMinutes(random.nextInt(3) * 20L);
    }
    return Duration.ofMinutes(30L * (1 + random.nextInt(chance(0.3) ? 60 : 12)));
  }

  private void look(Witness witness) {
    if (chance(skew)) {
      witness.wrong = Duration.ofSeconds(random.nextInt(-540, 541));
    }
    if (chance(0.03)) {
      witness.boot = "boot-" + random.nextInt();
      witness.sequence = 0;
    }
    boolean together = chance(repeats);
    List<CheckResult> results = new ArrayList<>();
    int looks = chance(0.08) ? 2 + random.nextInt(4) : 1;
    for (int i = 1; i <= looks; i++) {
      Instant at = now.plus(witness.wrong).minus(Duration.ofMinutes(looks - i));
      for (Target target : targets) {
        Instant seen = chance(0.1) ? at.plusMillis(random.nextInt(9000)) : at;
        if (chance(0.85)) {
          results.add(result(target, seen));
        }
      }
      if (!together || i == looks) {
        send(witness, List.copyOf(results));
        results.clear();
      }
    }
  }

  private void send(Witness witness, List<CheckResult> results) {
    Instant sent = now.plus(witness.wrong);
    Report report =
        new Report(witness.code, witness.boot, ++witness.sequence, sent, "1", 0, false, results);
    if (chance(late)) {
      keptBack.add(report);
    } else {
      arrive(report);
    }
  }

  private CheckResult result(Target target, Instant at) {
    Outcome outcome = Outcome.OK;
    @Nullable String reason = null;
    if (chance(unknown)) {
      outcome = Outcome.UNKNOWN;
      reason = "upstream_down";
    } else if (chance(target.weather.bad)) {
      boolean warning = chance(0.3);
      outcome = warning ? Outcome.WARN : Outcome.FAIL;
      reason =
          warning
              ? chance(0.5) ? "internet.foreign_unreachable" : "ups.on_battery"
              : BAD.get(random.nextInt(BAD.size()));
    } else if (chance(0.3)) {
      outcome = Outcome.WARN;
      reason = "internet.loss_high";
    }
    return new CheckResult(
        target.type.code(), target.name, at, 5, outcome, reason, List.of(), List.of(), Map.of());
  }

  /** Some of the reports that were kept back, in any order. */
  private void deliver(int count) {
    Collections.shuffle(keptBack, random);
    for (int i = 0; i < count; i++) {
      arrive(keptBack.remove(keptBack.size() - 1));
    }
  }

  private void arrive(Report report) {
    add(report, chance(0.01), chance(0.05));
    if (chance(0.05)) {
      add(arrivals.get(random.nextInt(arrivals.size())).report(), false, false);
    }
  }

  private void add(Report report, boolean restart, boolean compare) {
    arrivals.add(new Arrival(now.plusMillis(++inRound), report, restart, compare));
  }
}
