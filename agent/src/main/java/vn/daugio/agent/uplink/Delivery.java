package vn.daugio.agent.uplink;

import java.time.Duration;
import vn.daugio.protocol.Receipt;

/** What became of one attempt to deliver a report. */
public sealed interface Delivery {
  /** The collector has it on its disk. */
  record Accepted(Receipt receipt) implements Delivery {}

  /**
   * Not now: the report stays in the spool.
   *
   * @param after when to try again
   * @param why one line for the log, without secrets
   */
  record RetryLater(Duration after, String why) implements Delivery {}

  /**
   * Never: the collector would answer the same every time.
   *
   * @param status HTTP status
   * @param reason the collector's reason code, or what else it said, cut
   */
  record Refused(int status, String reason) implements Delivery {}
}
