package vn.daugio.collector.notify;

/** One way to tell people. */
public interface Notifier {
  Channel channel();

  /** Which one of its channel; the same after a restart, so that nobody is told twice. */
  String name();

  /** Tries once; never throws, and no part of the answer holds a secret or an address. */
  Delivery send(Message message);

  /** What came of it. */
  sealed interface Delivery {
    /** It was taken. */
    record Taken() implements Delivery {}

    /** Not now: the other side is down or busy. */
    record RetryLater(String why) implements Delivery {}

    /** The other side does not want it like this: trying soon again is of little use. */
    record Refused(String why) implements Delivery {}
  }
}
