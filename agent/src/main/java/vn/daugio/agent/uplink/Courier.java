package vn.daugio.agent.uplink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.spool.Spool;
import vn.daugio.protocol.Demands;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.PlanDocument;

/** Carries reports from the spool to the collector, oldest first, and brings back the plan. */
public final class Courier implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final Duration PLAN_EVERY = Duration.ofMinutes(5);

  private final Uplink uplink;
  private final Spool spool;
  private final PlanCache plans;
  private final String machine;
  private final LongFunction<InventoryReport> inventory;
  private final Semaphore work = new Semaphore(0);
  private String lastTrouble = "";
  private @Nullable Long answered;

  /**
   * @param machine this machine's code; a plan for another one is not for us
   * @param inventory reads what is installed, for the request of this number
   */
  public Courier(
      Uplink uplink,
      Spool spool,
      PlanCache plans,
      String machine,
      LongFunction<InventoryReport> inventory) {
    this.inventory = inventory;
    this.uplink = uplink;
    this.spool = spool;
    this.plans = plans;
    this.machine = machine;
  }

  /** Stays until it is interrupted. */
  @Override
  public void run() {
    Deadline plan = Deadline.in(PLAN_EVERY);
    Deadline notBefore = Deadline.in(Duration.ZERO);
    try {
      while (true) {
        if (notBefore.isOver()) {
          notBefore = Deadline.in(drain(PLAN_EVERY).orElse(Duration.ZERO));
        }
        if (plan.isOver()) {
          refreshPlan();
          plan = Deadline.in(PLAN_EVERY);
        }
        if (notBefore.isOver() && spool.size() > 0) {
          continue; // a long queue after an outage: look after the plan in between, then go on
        }
        Duration wait = notBefore.isOver() ? plan.remaining() : notBefore.atMost(plan.remaining());
        if (work.tryAcquire(wait.toMillis() + 1, TimeUnit.MILLISECONDS)) {
          work.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Something was spooled. */
  public void wake() {
    work.release();
  }

  /** Asks for the plan, and answers what it asks for; without a plan the known one stays. */
  public void refreshPlan() {
    readPlan();
    PlanDocument plan = plans.plan();
    Demands demands = plan == null ? null : plan.demands();
    Long request = demands == null ? null : demands.inventory();
    if (request != null && !request.equals(answered)) {
      tellInventory(request);
    }
  }

  /** Not spooled: as long as it was not taken, the plan goes on asking for it. */
  private void tellInventory(Long request) {
    try {
      Delivery delivery = uplink.deliver(inventory.apply(request));
      if (delivery instanceof Delivery.RetryLater later) {
        trouble("the inventory was not delivered: " + later.why());
        return;
      }
      LOG.info("The collector asked once for what is installed here, and was told");
    } catch (UncheckedIOException e) {
      trouble("what is installed here cannot be read: " + e.getMessage());
    }
    answered = request;
  }

  private void readPlan() {
    Uplink.PlanAnswer answer = uplink.plan(plans.etag());
    if (answer instanceof Uplink.PlanAnswer.Fresh fresh) {
      PlanDocument plan = fresh.plan();
      if (plan.machine().equals(machine)) {
        plans.keep(plan, fresh.etag());
        LOG.info("New plan from the collector: {} shared targets", plan.targets().size());
      } else {
        trouble("the collector's plan is for machine " + plan.machine() + ", not for " + machine);
      }
    } else if (answer instanceof Uplink.PlanAnswer.NotNow later) {
      trouble("no plan from the collector: " + later.why());
    }
  }

  /**
   * Delivers what is spooled, in order.
   *
   * @param most when to stop at the latest, whatever is left
   * @return when to try again; empty when nothing is left or the time is over
   */
  public Optional<Duration> drain(Duration most) throws InterruptedException {
    Deadline deadline = Deadline.in(most);
    try {
      Optional<Spool.Pending> next = spool.oldest();
      while (next.isPresent() && !deadline.isOver()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Optional<Duration> wait = deliver(next.get());
        if (wait.isPresent()) {
          return wait;
        }
        next = spool.oldest();
      }
      return Optional.empty();
    } catch (IOException e) {
      trouble("the spool cannot be read: " + e);
      return Optional.of(Duration.ofSeconds(30));
    }
  }

  private Optional<Duration> deliver(Spool.Pending pending) throws IOException {
    Delivery delivery = uplink.deliver(pending.entry());
    if (delivery instanceof Delivery.RetryLater later) {
      trouble("report not delivered, it waits in the spool: " + later.why());
      return Optional.of(later.after());
    }
    if (delivery instanceof Delivery.Refused refused) {
      trouble("the collector refused a report, it is kept aside: " + refused.reason());
      spool.refuse(pending);
    } else {
      if (!lastTrouble.isEmpty()) {
        LOG.info("Delivering again");
        lastTrouble = "";
      }
      spool.delivered(pending);
    }
    return Optional.empty();
  }

  /** A line that is down all night is worth one line. */
  private void trouble(String what) {
    if (!what.equals(lastTrouble)) {
      LOG.warn("{}", what);
      lastTrouble = what;
    }
  }
}
