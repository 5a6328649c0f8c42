package vn.daugio.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.CheckRunner;
import vn.daugio.agent.check.Judged;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Plan;
import vn.daugio.agent.plan.Planner;
import vn.daugio.agent.plan.Reachability;
import vn.daugio.agent.plan.Wishes;
import vn.daugio.agent.schedule.RoundKind;
import vn.daugio.agent.schedule.Tick;
import vn.daugio.agent.spool.AgentLock;
import vn.daugio.agent.spool.Spool;
import vn.daugio.agent.uplink.Courier;
import vn.daugio.agent.uplink.PlanCache;
import vn.daugio.agent.uplink.Trust;
import vn.daugio.agent.uplink.Uplink;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.PlanDocument;

/** One agent at work on one data directory: the only place that knows the order of the stages. */
public final class Agent implements AutoCloseable {
  /** The clock may jump and the plan may change while nothing is due. */
  private static final Duration LONGEST_NAP = Duration.ofSeconds(20);

  private static final Duration PLAN_STALE_AFTER = Duration.ofMinutes(1);
  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(5);

  private final AgentConfig config;
  private final Equipment equipment;
  private final AgentLock lock;
  private final Planner planner;
  private final CheckRunner runner;
  private final Journal journal;
  private final PlanCache plans;
  private final Courier courier;

  private @Nullable PlanDocument planned;
  private @Nullable Plan plan;
  private Deadline planFresh = Deadline.in(Duration.ZERO);

  /**
   * What an agent needs from outside.
   *
   * @param reachability this machine's view of addresses
   * @param checks how each type is judged
   * @param inventory what is installed, for the request of this number
   * @param clock the wall clock of schedule and results
   * @param version the agent's, for reports
   */
  public record Equipment(
      Reachability reachability,
      Function<CheckType, Check> checks,
      LongFunction<InventoryReport> inventory,
      InstantSource clock,
      String version) {}

  private Agent(AgentConfig config, AgentConfig.Collector collector, Equipment own, AgentLock lock)
      throws IOException {
    Path directory = config.spool().directory();
    @Nullable Path ca = collector.caFile();
    Uplink uplink =
        new Uplink(
            collector.url(),
            collector.tokenFile(),
            ca == null ? null : Trust.only(ca),
            own.clock());
    Spool spool = new Spool(directory.resolve("reports"), config.spool().maxBytes());
    this.config = config;
    this.equipment = own;
    this.lock = lock;
    this.planner = new Planner(own.reachability());
    this.runner = new CheckRunner(own.checks(), own.clock());
    this.journal = new Journal(directory, spool, config.machine(), own);
    this.plans = PlanCache.open(directory.resolve("plan.json"));
    this.courier = new Courier(uplink, spool, plans, config.machine(), own.inventory());
  }

  /**
   * @return empty when another agent works on the same directory
   * @throws IOException when the directory or what lies in it cannot be used
   * @throws IllegalArgumentException when the configuration names no collector
   */
  public static Optional<Agent> open(AgentConfig config, Equipment equipment) throws IOException {
    AgentConfig.@Nullable Collector collector = config.collector();
    if (collector == null) {
      throw new IllegalArgumentException("collector is missing; run and tick need it");
    }
    Optional<AgentLock> lock = AgentLock.take(config.spool().directory());
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Agent(config, collector, equipment, lock.get()));
    } catch (IOException | RuntimeException e) {
      lock.get().close();
      throw e;
    }
  }

  /**
   * Does once what is due, and delivers.
   *
   * @param roundNow a full round, whatever the time is
   */
  public void tickOnce(boolean roundNow) throws InterruptedException {
    courier.refreshPlan();
    work(roundNow);
    courier.drain(LONGEST_DRAIN);
  }

  /** Whether the plan wants this machine to stay. */
  public boolean isResident() {
    return currentPlan().resident();
  }

  /** Works until it is interrupted. */
  public void run(boolean roundNow) throws InterruptedException {
    stay(roundNow, false);
  }

  /** Works as long as the plan wants this machine to watch shared targets. */
  public void runWhileResident() throws InterruptedException {
    stay(false, true);
  }

  private void stay(boolean roundNow, boolean whileResident) throws InterruptedException {
    courier.refreshPlan();
    Thread delivery = new Thread(null, courier, "courier", 256 * 1024);
    delivery.setDaemon(true);
    delivery.start();
    boolean force = roundNow;
    try {
      while (true) {
        if (work(force)) {
          courier.wake();
        }
        force = false;
        if (whileResident && !isResident()) {
          return;
        }
        Thread.sleep(nap().toMillis());
      }
    } finally {
      delivery.interrupt();
    }
  }

  /**
   * The walk: what is due, run, into the spool.
   *
   * @return whether something was spooled or waits for it
   */
  private boolean work(boolean roundNow) throws InterruptedException {
    Instant now = equipment.clock().instant();
    Plan present = currentPlan();
    Tick tick =
        roundNow
            ? Tick.now(now)
            : present.schedule().due(now, journal.rounds()).orElseGet(() -> Tick.watch(now));
    Plan.Agenda agenda =
        tick.kind() == RoundKind.WATCH ? present.watch(now, journal::lastRun) : present.round(tick);
    if (!agenda.due().isEmpty()) {
      List<Judged> judged = runner.run(agenda.due(), agenda.bystanders(), journal::lastReading);
      journal.enter(tick, judged, present);
    }
    return journal.flush();
  }

  private Duration nap() {
    Instant now = equipment.clock().instant();
    Duration left = Duration.between(now, currentPlan().next(now, journal::lastRun));
    if (left.isNegative() || left.isZero()) {
      return Duration.ofMillis(50);
    }
    return left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP;
  }

  /** Made anew when the collector's plan changed, or what this machine reaches may have. */
  private Plan currentPlan() {
    @Nullable PlanDocument document = plans.plan();
    @Nullable Plan present = plan;
    if (present == null || !Objects.equals(document, planned) || planFresh.isOver()) {
      present = planner.plan(wishes(config, document, Wishes.Scope.MACHINE));
      plan = present;
      planned = document;
      planFresh = Deadline.in(PLAN_STALE_AFTER);
    }
    return present;
  }

  /** What a configuration and a plan ask for. */
  static Wishes wishes(AgentConfig config, @Nullable PlanDocument plan, Wishes.Scope scope) {
    return new Wishes(
        config.site(), config.machine(), config.targets(), config.limits(), plan, scope);
  }

  @Override
  public void close() throws IOException {
    journal.close();
    lock.close();
  }
}
