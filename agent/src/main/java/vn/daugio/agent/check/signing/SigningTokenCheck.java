package vn.daugio.agent.check.signing;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.Sightings;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Tokens;
import vn.daugio.agent.os.Tokens.Health;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * {@code signing.token}: reader and token are there, the library that signing programs load works,
 * the PIN is not locked, the helper that web pages sign through listens. Nothing is signed and no
 * PIN is tried. A machine that never had a token is OK.
 */
public final class SigningTokenCheck implements Check {
  private static final String TOKEN = "seen.token";
  private static final String HELPER = "seen.helper.";

  private final Tokens tokens;
  private final SigningHelpers helpers;
  private final Clock clock;

  public SigningTokenCheck(Tokens tokens, Clock clock) {
    this(tokens, SigningHelpers.builtIn(), clock);
  }

  SigningTokenCheck(Tokens tokens, SigningHelpers helpers, Clock clock) {
    this.tokens = tokens;
    this.helpers = helpers;
    this.clock = clock;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Instant now = clock.instant();
    Sightings sightings = Sightings.of(last, assignment, now);
    try {
      Tokens.Reading reading = tokens.read(deadline);
      judge(reading, assignment.requires("token"), sightings, finding);
      if (reading.tokens().filter(all -> !all.isEmpty()).isPresent()) {
        sightings.see(TOKEN, now);
      }
    } catch (NotPermittedException e) {
      finding.unknown(Reason.NOT_PERMITTED).fact("detail", e.getMessage());
    }
    judgeHelpers(helpers.listening(deadline), sightings, now, finding);
    sightings.remember(finding);
    return finding.build();
  }

  static boolean required(Assignment assignment) {
    Access.@Nullable Required demands = assignment.target().access(Access.Required.class);
    return demands != null && demands.devices().contains("token");
  }

  private static void judge(
      Tokens.Reading reading, boolean required, Sightings sightings, Finding.Builder finding) {
    List<Tokens.Token> present = reading.tokens().orElse(List.of());
    finding
        .measure("found_tokens", present.size())
        .measure("found_readers", reading.readers())
        .fact("found", Integer.toString(present.size()))
        .fact("readers", Integer.toString(reading.readers()))
        .fact("service", reading.service().name().toLowerCase(Locale.ROOT))
        .fact("middleware", names(reading, List.of(Health.WORKS)));
    boolean expected = required || sightings.had(TOKEN) || reading.tokenDevices() > 0;
    if (expected || reading.readers() > 0) {
      boolean read = present.stream().anyMatch(one -> one.pin() != Tokens.Pin.NOT_TOLD);
      judgeMiddleware(reading, read ? Outcome.WARN : Outcome.FAIL, finding);
    }
    present.forEach(token -> judgePin(token.pin(), finding));
    if (!present.isEmpty()) {
      return;
    }
    if (reading.service() == Tokens.Service.STOPPED && reading.readers() > 0) {
      finding.fail(Reason.SIGNING_SERVICE_STOPPED);
    } else if (expected && reading.middleware().isEmpty() && reading.readers() > 0) {
      finding.fail(Reason.SIGNING_MIDDLEWARE_MISSING);
    } else if (reading.tokens().isPresent() && sightings.had(TOKEN)) {
      finding.fail(Reason.SIGNING_TOKEN_GONE);
    } else if (reading.tokens().isPresent() && required) {
      finding.fail(Reason.SIGNING_TOKEN_MISSING);
    }
  }

  /** A broken library beside one that reads the token is not the one that signs. */
  private static void judgeMiddleware(
      Tokens.Reading reading, Outcome outcome, Finding.Builder finding) {
    List<Health> broken = List.of(Health.CRASHED, Health.HANGS, Health.NOT_LOADED, Health.FAILS);
    finding.fact("library", names(reading, broken));
    for (Tokens.Middleware one : reading.middleware()) {
      switch (one.health()) {
        case WORKS -> {}
        case CRASHED -> finding.notice(outcome, Reason.SIGNING_MIDDLEWARE_CRASHED);
        case HANGS -> finding.notice(outcome, Reason.SIGNING_MIDDLEWARE_HANGS);
        case NOT_LOADED, FAILS -> finding.notice(outcome, Reason.SIGNING_MIDDLEWARE_BROKEN);
        case NOT_SUPPORTED -> finding.unknown(Reason.NOT_SUPPORTED);
      }
    }
  }

  private static void judgePin(Tokens.Pin pin, Finding.Builder finding) {
    switch (pin) {
      case FINE, NOT_TOLD -> {}
      case LOCKED -> finding.fail(Reason.SIGNING_PIN_LOCKED);
      case FINAL_TRY -> finding.warn(Reason.SIGNING_PIN_FINAL_TRY);
      case COUNT_LOW -> finding.warn(Reason.SIGNING_PIN_COUNT_LOW);
      case NOT_SET -> finding.warn(Reason.SIGNING_PIN_NOT_SET);
    }
  }

  /** Only one that listened before can be missed: not every office has each of them. */
  private static void judgeHelpers(
      List<String> listening, Sightings sightings, Instant now, Finding.Builder finding) {
    List<String> stopped = new ArrayList<>();
    for (String key : sightings.all().keySet()) {
      if (key.startsWith(HELPER) && !listening.contains(key.substring(HELPER.length()))) {
        stopped.add(key.substring(HELPER.length()));
      }
    }
    if (!stopped.isEmpty()) {
      finding.warn(Reason.SIGNING_HELPER_STOPPED);
    }
    finding
        .fact("helpers", String.join(", ", listening))
        .fact("stoppedHelpers", String.join(", ", stopped));
    listening.forEach(name -> sightings.see(HELPER + name, now));
  }

  private static String names(Tokens.Reading reading, List<Health> of) {
    return reading.middleware().stream()
        .filter(one -> of.contains(one.health()))
        .map(Tokens.Middleware::name)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
