package vn.daugio.collector.notify;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.office.Contact;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.Role;

/** Sends a test message through each channel and tells what came of it. Nothing is stored. */
public final class ChannelTrial {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Supplier<Office> offices;
  private final NotifySettings settings;
  private final InstantSource clock;

  public ChannelTrial(Supplier<Office> offices, NotifySettings settings, InstantSource clock) {
    this.offices = offices;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * One channel to one destination.
   *
   * @param to role and rank of a person; empty where the channel is the destination itself
   * @param result taken, retry, permanent, misconfigured; {@code nobody} where no contact of the
   *     role has an address for the channel
   * @param why in the channel's words; no secret, no address
   */
  public record Outcome(String channel, String to, String result, String why) {
    public boolean reached() {
      return result.equals("taken");
    }
  }

  /** Tries all channels, one after the other. */
  public List<Outcome> run(Office.Site site, Role role) {
    Office office = offices.get();
    String commune = office.commune(site.commune()).map(Office.Commune::name).orElse("");
    String place = commune.isEmpty() ? site.name() : site.name() + ", " + commune;
    List<Outcome> outcomes = new ArrayList<>();
    ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    try {
      Attempts attempts = new Attempts(new SimpleMeterRegistry(), watch, LONGEST);
      String stamp = Long.toString(clock.instant().toEpochMilli(), 36).toLowerCase(Locale.ROOT);
      Letters letters = new Letters(settings.publicUrl());
      for (Notifier notifier : Notifiers.of(settings)) {
        List<Recipient> recipients =
            notifier.channel().isAddressed()
                ? Recipient.of(office, site.id(), role)
                : List.<Recipient>of();
        if (!notifier.channel().isAddressed()) {
          Letter letter = letters.test("daugio-test-" + stamp, place);
          outcomes.add(outcome(notifier, "", attempts.send(notifier, letter, "")));
          continue;
        }
        int before = outcomes.size();
        for (Recipient recipient : recipients) {
          Optional<String> address =
              recipient
                  .contact(office)
                  .flatMap((Contact contact) -> Routes.address(notifier, contact));
          if (address.isPresent()) {
            String to = recipient.role().code() + " " + recipient.rank().code();
            String key = "daugio-test-" + stamp + "-" + outcomes.size();
            Delivery delivery = attempts.send(notifier, letters.test(key, place), address.get());
            outcomes.add(outcome(notifier, to, delivery));
          }
        }
        if (outcomes.size() == before) {
          outcomes.add(new Outcome(notifier.name(), role.code(), "nobody", ""));
        }
      }
      return outcomes;
    } finally {
      watch.shutdownNow();
    }
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
