package vn.daugio.collector.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One way to tell people. */
public interface Notifier {
  Channel channel();

  /** Which one of its channel; the same after a restart, so that nobody is told twice. */
  String name();

  /** The most characters of a text that it carries. */
  int longest();

  /**
   * Tries once, within bounded time; never throws, and no part of the answer holds a secret or an
   * address.
   *
   * @param address of the person, in the channel's own form; empty where the channel is the
   *     destination itself
   */
  Delivery send(Letter letter, String address);

  /** What came of it. */
  sealed interface Delivery {
    /** It was taken. */
    record Taken() implements Delivery {}

    /**
     * Not now: the other side is down or busy.
     *
     * @param after how long the other side asked to wait; null: it did not say
     */
    record RetryLater(String why, @Nullable Duration after) implements Delivery {
      public RetryLater(String why) {
        this(why, null);
      }
    }

    /** This letter will never be taken at this address. */
    record Permanent(String why) implements Delivery {}

    /** No letter is taken before a person mends the configuration or the account. */
    record Misconfigured(String why) implements Delivery {}
  }
}
