package vn.daugio.agent.probe;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import vn.daugio.agent.os.Deadline;

/**
 * All tries of one request, and of the one that may take its place, without waiting. An answer to
 * an early try counts as long as the last one has time: a printer that wakes up may need two
 * seconds for its first.
 */
final class SnmpAttempt implements ResponseListener {
  /** With the last of the tries, the other request is sent as well. */
  static final int LAST_TRIES = 2;

  private final Snmp snmp;
  private final SnmpStrays strays;
  private final Target<UdpAddress> target;
  private final Deadline deadline;
  private final CompletableFuture<SnmpWalk.Answer> answer = new CompletableFuture<>();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final List<PDU> sent = new CopyOnWriteArrayList<>();

  private SnmpAttempt(Snmp snmp, SnmpStrays strays, Target<UdpAddress> target, Deadline deadline) {
    this.snmp = snmp;
    this.strays = strays;
    this.target = target;
    this.deadline = deadline;
  }

  /**
   * @return fails with a {@link ProbeException}: TIMED_OUT for silence, MALFORMED when something
   *     came that is no answer to anything
   */
  static CompletableFuture<SnmpWalk.Answer> begin(
      SnmpSession session,
      Target<UdpAddress> to,
      SnmpWalk.Request request,
      int tries,
      Deadline deadline) {
    SnmpStrays strays = session.strays();
    SnmpAttempt attempt = new SnmpAttempt(session.snmp(), strays, to, deadline);
    strays.begin(to.getAddress());
    @Nullable PDU instead = request.instead();
    attempt.unanswered.set(instead == null ? 1 : 2);
    attempt.send(request.pdu(), tries, false);
    if (instead != null) {
      long later = SnmpClient.share(deadline, tries).toMillis() * (tries - LAST_TRIES);
      CompletableFuture.delayedExecutor(later, TimeUnit.MILLISECONDS, Runnable::run)
          .execute(() -> attempt.send(instead, LAST_TRIES, true));
    }
    return attempt.answer.whenComplete((answer, e) -> strays.end(to.getAddress()));
  }

  private void send(PDU request, int tries, boolean instead) {
    if (answer.isDone()) {
      return;
    }
    if (deadline.isOver()) {
      failed(new ProbeException(ProbeFailure.TIMED_OUT, "no time left for SNMP"));
      return;
    }
    sent.add(request);
    Target<UdpAddress> to = target.duplicate();
    to.setTimeout(Math.max(1, SnmpClient.share(deadline, tries).toMillis()));
    to.setRetries(tries - 1);
    try {
      snmp.send(request, to, instead, this);
    } catch (IOException e) {
      failed(new ProbeException(ProbeFailure.UNREACHABLE, "no way to the host", e));
    }
  }

  @Override
  public <A extends Address> void onResponse(ResponseEvent<A> event) {
    snmp.cancel(event.getRequest(), this);
    @Nullable PDU response = event.getResponse();
    if (response == null) {
      failed(new ProbeException(ProbeFailure.TIMED_OUT, "no SNMP answer"));
    } else {
      boolean instead = event.getUserObject() instanceof Boolean tag && tag;
      answer.complete(new SnmpWalk.Answer(response, instead));
    }
  }

  /** Silence counts when both requests have met it. */
  private void failed(ProbeException e) {
    boolean silence = e.failure() == ProbeFailure.TIMED_OUT;
    if (unanswered.decrementAndGet() > 0 && silence) {
      return;
    }
    boolean unreadable =
        silence && !sent.isEmpty() && strays.isUnreadable(target.getAddress(), sent, community());
    answer.completeExceptionally(
        unreadable ? new ProbeException(ProbeFailure.MALFORMED, "unreadable SNMP answer", e) : e);
  }

  private @Nullable OctetString community() {
    return target instanceof CommunityTarget<UdpAddress> open ? open.getCommunity() : null;
  }
}
