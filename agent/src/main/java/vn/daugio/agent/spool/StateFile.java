package vn.daugio.agent.spool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.agent.schedule.LastRun;
import vn.daugio.agent.schedule.RoundDone;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.ProtocolJson;
import vn.daugio.protocol.Reason;

/** {@code state.json}: read once, kept in memory, written whole. For one thread. */
public final class StateFile {
  private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
  private static final Duration FORGET_AFTER = Duration.ofDays(30);
  private static final long MOST_BYTES = 16 << 20;

  private final Path file;
  private AgentState state;

  private StateFile(Path file, AgentState state) {
    this.file = file;
    this.state = state;
  }

  /**
   * Reads the file; one that cannot be understood is moved aside and a new life begins.
   *
   * @throws IOException when the file is there but cannot be read at all
   */
  public static StateFile open(Path file) throws IOException {
    if (Files.exists(file)) {
      try {
        if (Files.size(file) > MOST_BYTES) {
          throw new IllegalArgumentException("larger than " + MOST_BYTES + " bytes");
        }
        String json = Files.readString(file, StandardCharsets.UTF_8);
        return new StateFile(file, ProtocolJson.read(json, AgentState.class));
      } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
        Path aside = AtomicFile.setAside(file, System.currentTimeMillis());
        LOG.warn("{} cannot be understood; kept as {}, starting anew", file, aside.getFileName());
      }
    }
    return new StateFile(file, fresh());
  }

  private static AgentState fresh() {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    String bootId = HexFormat.of().formatHex(random);
    return new AgentState(bootId, 0, 0, 0, List.of(), Map.of());
  }

  /** Makes the present state durable. */
  public void save() throws IOException {
    AtomicFile.write(file, ProtocolJson.write(state).getBytes(StandardCharsets.UTF_8));
  }

  public String bootId() {
    return state.bootId();
  }

  public List<RoundDone> rounds() {
    return state.rounds();
  }

  public void rounds(List<RoundDone> rounds) {
    state =
        new AgentState(
            state.bootId(),
            state.sequence(),
            state.dropped(),
            state.telling(),
            rounds,
            state.subjects());
  }

  /** The number of the next report; durable before the report is spooled, so never used twice. */
  public long takeSequence() throws IOException {
    AgentState before = state;
    numbers(state.sequence() + 1, 0, state.telling() + state.dropped());
    try {
      save();
    } catch (IOException e) {
      state = before;
      throw e;
    }
    return state.sequence();
  }

  /** How many lost reports the report being made tells of. */
  public long telling() {
    return state.telling();
  }

  /** The report is in the spool and tells of them. */
  public void told() {
    numbers(state.sequence(), state.dropped(), 0);
  }

  /** More reports were lost. */
  public void lost(long more) {
    numbers(state.sequence(), state.dropped() + more, state.telling());
  }

  private void numbers(long sequence, long dropped, long telling) {
    state =
        new AgentState(
            state.bootId(), sequence, dropped, telling, state.rounds(), state.subjects());
  }

  private static String key(String check, String target) {
    return check + " " + target;
  }

  public @Nullable SubjectMemo subject(String check, String target) {
    return state.subjects().get(key(check, target));
  }

  /** When a subject was judged last; null: never. */
  public @Nullable LastRun lastRun(String check, String target) {
    SubjectMemo memo = subject(check, target);
    return memo == null
        ? null
        : new LastRun(memo.at(), memo.changed(), memo.blocked(), memo.askedAt());
  }

  /** A judgement to be remembered. */
  public record Learnt(CheckResult result, Map<String, String> values) {
    public Learnt {
      values = Map.copyOf(values);
    }
  }

  /**
   * Remembers judgements, and forgets subjects that nobody has judged for a month.
   *
   * @param current subjects that are still assigned, as {@code check target}
   */
  public void learn(List<Learnt> judgements, Set<String> current, Instant now) {
    Map<String, SubjectMemo> subjects = new HashMap<>(state.subjects());
    for (Learnt one : judgements) {
      String key = key(one.result().check(), one.result().target());
      subjects.put(key, next(subjects.get(key), one, now));
    }
    subjects
        .entrySet()
        .removeIf(
            entry ->
                !current.contains(entry.getKey())
                    && entry.getValue().at().plus(FORGET_AFTER).isBefore(now));
    state =
        new AgentState(
            state.bootId(),
            state.sequence(),
            state.dropped(),
            state.telling(),
            state.rounds(),
            subjects);
  }

  private static SubjectMemo next(@Nullable SubjectMemo before, Learnt one, Instant now) {
    CheckResult result = one.result();
    boolean failed = before != null && before.outcome() == Outcome.FAIL;
    boolean fails = result.outcome() == Outcome.FAIL;
    Map<String, String> values = one.values();
    if (!SubjectMemo.fits(values)) {
      LOG.warn("{} {} wants to remember more than 4 KB", result.check(), result.target());
      values = Map.of();
    }
    boolean blocked = Reason.UPSTREAM_DOWN.code().equals(result.reason());
    @Nullable Instant askedAt = !blocked ? now : before == null ? null : before.askedAt();
    // a check that was not run learnt nothing: what it knew stays
    boolean learntNothing = values.isEmpty() && before != null;
    return new SubjectMemo(
        now,
        result.outcome(),
        failed != fails,
        blocked,
        askedAt,
        learntNothing && before != null ? before.readAt() : now,
        learntNothing && before != null ? before.values() : values);
  }
}
