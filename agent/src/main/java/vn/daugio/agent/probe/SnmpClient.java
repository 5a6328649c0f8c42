package vn.daugio.agent.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import vn.daugio.agent.os.Deadline;

/**
 * Asks SNMP agents (v1 and v2c), all through one socket that is opened at the first request.
 * Nothing in time is TIMED_OUT and never an empty answer; a datagram that cannot be read as a
 * response to us counts as nothing.
 */
public final class SnmpClient implements AutoCloseable {
  private static final Duration TRY = Duration.ofMillis(1_200);
  static final int TRIES = 3;

  private @Nullable Snmp session;

  /** One target, for the time of one check; remembers how its agent wants to be asked. */
  public SnmpConversation with(SnmpTarget target, Deadline deadline) {
    return new SnmpConversation(
        (request, tries) -> send(target, request, tries, deadline), !target.version1());
  }

  private PDU send(SnmpTarget target, PDU request, int tries, Deadline deadline)
      throws InterruptedException {
    if (deadline.isOver()) {
      throw new ProbeException(ProbeFailure.TIMED_OUT, "no time left for SNMP");
    }
    // the tries share what is left, so that the last one is not cut off
    Duration left = deadline.remaining();
    Duration one =
        deadline.atMost(left.dividedBy(tries).compareTo(TRY) < 0 ? left.dividedBy(tries) : TRY);
    CommunityTarget<UdpAddress> to =
        new CommunityTarget<>(
            new UdpAddress(resolve(target.host()), target.port()),
            new OctetString(target.community().getBytes(StandardCharsets.UTF_8)));
    to.setVersion(target.version1() ? SnmpConstants.version1 : SnmpConstants.version2c);
    to.setTimeout(Math.max(1, one.toMillis()));
    to.setRetries(tries - 1);
    CompletableFuture<Optional<PDU>> answer = new CompletableFuture<>();
    Snmp snmp = session();
    ResponseListener listener =
        new ResponseListener() {
          @Override
          public <A extends org.snmp4j.smi.Address> void onResponse(ResponseEvent<A> event) {
            snmp.cancel(event.getRequest(), this);
            answer.complete(Optional.ofNullable(event.getResponse()));
          }
        };
    try {
      snmp.send(request, to, null, listener);
      return answer
          .get(one.toMillis() * tries + 500, TimeUnit.MILLISECONDS)
          .orElseThrow(() -> new ProbeException(ProbeFailure.TIMED_OUT, "no SNMP answer"));
    } catch (IOException e) {
      throw new ProbeException(ProbeFailure.UNREACHABLE, "no way to the host", e);
    } catch (TimeoutException e) {
      throw new ProbeException(ProbeFailure.TIMED_OUT, "no SNMP answer", e);
    } catch (ExecutionException e) {
      throw new ProbeException(ProbeFailure.MALFORMED, "unreadable SNMP answer", e);
    } finally {
      snmp.cancel(request, listener);
    }
  }

  private static InetAddress resolve(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ProbeException(ProbeFailure.UNREACHABLE, "the host name is not known", e);
    }
  }

  static ProbeException errorStatus(int status) {
    ProbeFailure failure =
        status == PDU.noAccess || status == PDU.authorizationError
            ? ProbeFailure.AUTH_REJECTED
            : ProbeFailure.MALFORMED;
    return new ProbeException(failure, "SNMP error status " + PDU.toErrorStatusText(status));
  }

  private synchronized Snmp session() {
    if (session == null) {
      try {
        Snmp opened = new Snmp(new DefaultUdpTransportMapping());
        opened.listen();
        session = opened;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return session;
  }

  @Override
  public synchronized void close() {
    if (session != null) {
      try {
        session.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        session = null;
      }
    }
  }
}
