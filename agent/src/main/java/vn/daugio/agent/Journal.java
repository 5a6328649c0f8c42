package vn.daugio.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.agent.check.Judged;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.plan.Plan;
import vn.daugio.agent.report.ReportAssembler;
import vn.daugio.agent.schedule.LastRun;
import vn.daugio.agent.schedule.RoundDone;
import vn.daugio.agent.schedule.RoundKind;
import vn.daugio.agent.schedule.Tick;
import vn.daugio.agent.spool.Spool;
import vn.daugio.agent.spool.StateFile;
import vn.daugio.agent.spool.SubjectMemo;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.ProtocolJson;
import vn.daugio.protocol.Report;

/**
 * Binds what was judged to what is kept. A report is in the spool before the state says that its
 * round is done: a crash in between repeats a round, and never loses one.
 */
final class Journal {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  /** Reports that wait in memory while the disk takes nothing. */
  private static final int MOST_UNWRITTEN = 100;

  private final Path directory;
  private final Spool spool;
  private final StateFile state;
  private final ReportAssembler assembler;
  private final Agent.Equipment equipment;
  private final Deque<Unwritten> unwritten = new ArrayDeque<>();
  private boolean unsaved;
  private String lastTrouble = "";

  private record Unwritten(List<CheckResult> results, boolean late, Spool.Rank rank) {}

  Journal(Path directory, Spool spool, String machine, Agent.Equipment equipment)
      throws IOException {
    this.directory = directory;
    this.spool = spool;
    this.state = StateFile.open(directory.resolve("state.json"));
    this.assembler = new ReportAssembler(machine, equipment.version(), equipment.clock());
    this.equipment = equipment;
  }

  List<RoundDone> rounds() {
    return state.rounds();
  }

  @Nullable LastRun lastRun(Assignment assignment) {
    return state.lastRun(assignment.type().code(), assignment.target().name());
  }

  LastReading lastReading(Assignment assignment) {
    @Nullable SubjectMemo memo =
        state.subject(assignment.type().code(), assignment.target().name());
    return memo == null ? LastReading.NONE : new LastReading(memo.readAt(), memo.values());
  }

  /** A round is over. Its reports go to the disk before the state that says so. */
  void enter(Tick tick, List<Judged> judged, Plan plan) {
    Instant now = equipment.clock().instant();
    Spool.Rank rank = tick.kind() == RoundKind.WATCH ? Spool.Rank.WATCH : Spool.Rank.ROUND;
    List<CheckResult> results = judged.stream().map(Judged::result).toList();
    for (List<CheckResult> portion : ReportAssembler.portions(results)) {
      unwritten.add(new Unwritten(portion, tick.late(), rank));
    }
    writeReports();
    Set<String> current =
        plan.assignments().stream()
            .map(one -> one.type().code() + " " + one.target().name())
            .collect(Collectors.toSet());
    state.learn(
        judged.stream().map(one -> new StateFile.Learnt(one.result(), one.remember())).toList(),
        current,
        now);
    state.rounds(plan.schedule().after(tick, state.rounds()));
    unsaved = true;
  }

  /**
   * Brings to the disk what is not there yet; what fails is tried again next time.
   *
   * @return whether there was something
   */
  boolean flush() {
    boolean any = unsaved || !unwritten.isEmpty();
    if (writeReports() && unsaved) {
      try {
        state.lost(spool.takeDropped());
        state.save();
        unsaved = false;
      } catch (IOException e) {
        trouble(e);
      }
    }
    if (any && !unsaved && unwritten.isEmpty() && !lastTrouble.isEmpty()) {
      LOG.info("{} takes data again", directory);
      lastTrouble = "";
    }
    return any;
  }

  private boolean writeReports() {
    try {
      while (!unwritten.isEmpty()) {
        spool(unwritten.getFirst());
        unwritten.removeFirst();
      }
      return true;
    } catch (IOException e) {
      trouble(e);
      while (unwritten.size() > MOST_UNWRITTEN) {
        unwritten.removeFirst();
        state.lost(1);
      }
      return false;
    }
  }

  /** Keeps what the last delivery changed. */
  void close() {
    long dropped = spool.takeDropped();
    if (dropped > 0) {
      state.lost(dropped);
      unsaved = true;
    }
    flush();
  }

  private void spool(Unwritten one) throws IOException {
    long sequence = state.takeSequence();
    Report report =
        assembler.assemble(
            new ReportAssembler.Envelope(state.bootId(), sequence, state.telling(), one.late()),
            one.results());
    spool.append(one.rank(), state.telling(), ProtocolJson.write(report));
    state.told();
  }

  private void trouble(IOException e) {
    String what = String.valueOf(e.getMessage());
    if (!what.equals(lastTrouble)) {
      LOG.error("Cannot write to {} ({}); trying again until it works", directory, what);
      lastTrouble = what;
    }
  }
}
