package vn.daugio.collector.notify;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.office.Contact;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Role;

/**
 * Sends a test message through channels and tells what came of it. Nothing is stored; a channel is
 * tried once a minute at most, as its messages cost money and wake people.
 */
public final class ChannelTrial {
  private static final Duration APART = Duration.ofMinutes(1);

  private final Supplier<Office> offices;
  private final NotifySettings settings;
  private final InstantSource clock;
  private final Duration patience;

  /** When each channel was tried last, by its name. */
  private final Map<String, Instant> tried = new HashMap<>();

  /**
   * @param patience how long one channel may take for all its recipients; a page whose channels
   *     take longer than its listener's idle timeout is never answered
   */
  public ChannelTrial(
      Supplier<Office> offices, NotifySettings settings, InstantSource clock, Duration patience) {
    this.offices = offices;
    this.settings = settings;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * One channel to one destination.
   *
   * @param to role and rank of a person; empty where the channel is the destination itself
   * @param result taken, retry, permanent, misconfigured; {@code nobody} where no contact of the
   *     role has an address for the channel, {@code too_soon} where it was tried less than a minute
   *     ago
   * @param why in the channel's words; no secret, no address
   */
  public record Outcome(String channel, String to, String result, String why) {
    public boolean reached() {
      return result.equals("taken");
    }
  }

  /**
   * What to try.
   *
   * @param role whose addresses of this site
   * @param channel its name, see {@link #channels}; empty: all of them
   */
  public record Wish(Office.Site site, Role role, String channel) {}

  /** The names of what can be tried, in the order in which notices try them. */
  public List<String> channels() {
    return Notifiers.of(settings).stream().map(Notifier::name).toList();
  }

  /** Tries the channels side by side: several that hang take no longer than one. */
  public List<Outcome> run(Wish wish) {
    List<Callable<List<Outcome>>> trials =
        Notifiers.of(settings).stream()
            .filter(one -> wish.channel().isEmpty() || wish.channel().equals(one.name()))
            .map(one -> (Callable<List<Outcome>>) () -> outcomes(one, wish))
            .toList();
    ExecutorService workers = Executors.newCachedThreadPool();
    try {
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<List<Outcome>> done : workers.invokeAll(trials)) {
        outcomes.addAll(done.get());
      }
      return outcomes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while channels were tried", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a trial failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private List<Outcome> outcomes(Notifier notifier, Wish wish) {
    List<Target> targets = targets(notifier, wish);
    if (targets.isEmpty()) {
      return List.of(new Outcome(notifier.name(), wish.role().code(), "nobody", ""));
    }
    if (!isTurnOf(notifier)) {
      return List.of(new Outcome(notifier.name(), "", "too_soon", ""));
    }
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    try {
      Duration each = patience.dividedBy(targets.size());
      return send(notifier, wish, targets, new Attempts(new SimpleMeterRegistry(), watch, each));
    } finally {
      watch.shutdownNow();
    }
  }

  private List<Outcome> send(
      Notifier notifier, Wish wish, List<Target> targets, Attempts attempts) {
    Letters letters = new Letters(settings.publicUrl());
    String stamp = Long.toString(clock.millis(), 36).toLowerCase(Locale.ROOT);
    List<Outcome> outcomes = new ArrayList<>();
    for (Target target : targets) {
      String key = "daugio-test-" + stamp + (outcomes.isEmpty() ? "" : "-" + outcomes.size());
      Letter letter = letters.test(key, place(wish.site()));
      outcomes.add(outcome(notifier, target.to(), attempts.send(notifier, letter, target.at())));
    }
    return outcomes;
  }

  /** Claims this minute of a channel. */
  private synchronized boolean isTurnOf(Notifier notifier) {
    Instant now = clock.instant();
    @Nullable Instant before = tried.get(notifier.name());
    if (before != null && Duration.between(before, now).abs().compareTo(APART) < 0) {
      return false;
    }
    tried.put(notifier.name(), now);
    return true;
  }

  private record Target(String to, String at) {}

  private List<Target> targets(Notifier notifier, Wish wish) {
    if (!notifier.channel().isAddressed()) {
      return List.of(new Target("", ""));
    }
    Office office = offices.get();
    List<Target> targets = new ArrayList<>();
    for (Recipient one : Recipient.of(office, wish.site().id(), wish.role())) {
      Optional<String> address =
          one.contact(office).flatMap((Contact contact) -> Routes.address(notifier, contact));
      address.ifPresent(
          at -> targets.add(new Target(one.role().code() + " " + one.rank().code(), at)));
    }
    return targets;
  }

  private String place(Office.Site site) {
    return offices
        .get()
        .commune(site.commune())
        .map(Office.Commune::name)
        .filter(commune -> !commune.isEmpty())
        .map(commune -> site.name() + ", " + commune)
        .orElse(site.name());
  }

  private static Outcome outcome(Notifier notifier, String to, Delivery delivery) {
    String why = "";
    if (delivery instanceof Delivery.RetryLater later) {
      why = later.why();
    } else if (delivery instanceof Delivery.Permanent permanent) {
      why = permanent.why();
    } else if (delivery instanceof Delivery.Misconfigured wrong) {
      why = wrong.why();
    }
    return new Outcome(notifier.name(), to, Attempts.Result.of(delivery).code(), why);
  }
}
