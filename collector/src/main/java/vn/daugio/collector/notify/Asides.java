package vn.daugio.collector.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.store.AsideTable.Aside;
import vn.daugio.collector.store.Tx;

/** When a channel is put aside: at once for want of a person's mending, or after some failures. */
final class Asides {
  private static final Logger LOG = LoggerFactory.getLogger(Asides.class);
  private static final int FAILURES = 3;
  private static final Duration FOR_MENDING = Duration.ofMinutes(15);
  private static final Duration FOR_PASSING = Duration.ofMinutes(1);

  /** A channel that wants us to wait so long is not waited for where there is another. */
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Map<String, Integer> failures = new HashMap<>();

  static Set<String> now(Tx tx, Instant now) {
    Set<String> names = new HashSet<>();
    for (Aside aside : tx.asides().all()) {
      if (aside.until().isAfter(now)) {
        names.add(aside.channel());
      }
    }
    return names;
  }

  /** Notes an answer; puts the channel aside or takes it back. */
  synchronized void answered(Tx tx, String channel, Delivery delivery, Instant now) {
    if (delivery instanceof Delivery.Taken || delivery instanceof Delivery.Permanent) {
      failures.remove(channel);
      tx.asides().remove(channel);
    } else if (delivery instanceof Delivery.Misconfigured wrong) {
      LOG.error("channel {} is put aside for 15 minutes: {}", channel, wrong.why());
      put(tx, new Aside(channel, now, now.plus(FOR_MENDING), "misconfigured", wrong.why()));
    } else if (delivery instanceof Delivery.RetryLater later) {
      Duration after = later.after() == null ? Duration.ZERO : later.after();
      int count = failures.merge(channel, 1, Integer::sum);
      if (count >= FAILURES || after.compareTo(LONG) > 0) {
        if (count <= FAILURES) {
          LOG.warn("channel {} does not answer and is put aside: {}", channel, later.why());
        }
        Duration pause = after.compareTo(FOR_PASSING) > 0 ? after : FOR_PASSING;
        put(tx, new Aside(channel, now, now.plus(pause), "retry", later.why()));
      }
    }
  }

  private static void put(Tx tx, Aside aside) {
    tx.asides().put(aside);
  }
}
