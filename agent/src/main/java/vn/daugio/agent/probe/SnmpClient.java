package vn.daugio.agent.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.TransportMapping;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import vn.daugio.agent.os.Deadline;

/**
 * Asks SNMP agents (v1, v2c, v3), all through one socket that is opened at the first request.
 * Nothing in time is TIMED_OUT and never an empty answer. A datagram that is no response to us does
 * not end the waiting; when nothing else came from this target, the answer is MALFORMED.
 */
public final class SnmpClient implements AutoCloseable {
  private static final Duration TRY = Duration.ofMillis(1_200);
  static final int TRIES = 3;

  private @Nullable Snmp session;
  private @Nullable SnmpEngines engines;

  /** One target, for the time of one check; remembers how its agent wants to be asked. */
  public SnmpConversation with(SnmpTarget target, Deadline deadline) {
    return new SnmpConversation(
        (request, tries) -> send(target, request, tries, deadline),
        target.version() != SnmpTarget.Version.V1);
  }

  private PDU send(SnmpTarget target, PDU request, int tries, Deadline deadline)
      throws InterruptedException {
    PDU response;
    try {
      response = exchange(target, request, tries, deadline);
    } catch (ProbeException e) {
      if (e.failure() != ProbeFailure.TIMED_OUT || target.version() != SnmpTarget.Version.V3) {
        throw e;
      }
      response = afterSilence(target, request, tries, deadline, e);
    }
    if (response.getType() == PDU.REPORT) {
      throw SnmpEngines.rejection(response);
    }
    if (target.version() == SnmpTarget.Version.V3) {
      engines().hasAnswered(target);
    }
    return response;
  }

  /**
   * An engine that has answered before may have been replaced: who it is now is asked once more.
   * One that has told who it is, but has never answered an encrypted request, is asked without
   * encryption: an answer to that, also a refusal, proves that the privacy password is wrong, about
   * which most devices are silent, as AES shows no error.
   */
  private PDU afterSilence(
      SnmpTarget target, PDU request, int tries, Deadline deadline, ProbeException silence)
      throws InterruptedException {
    switch (engines().forget(target)) {
      case UNKNOWN -> throw silence;
      case ANSWERED -> {
        return exchange(target, request, tries, deadline);
      }
      case DISCOVERED -> {
        Optional<SnmpTarget> unencrypted = target.withoutPrivacy();
        if (unencrypted.isEmpty() || deadline.isOver()) {
          throw silence;
        }
        try {
          exchange(unencrypted.get(), request, 2, deadline);
        } catch (ProbeException e) {
          silence.addSuppressed(e);
          throw silence;
        }
        throw new ProbeException(
            ProbeFailure.AUTH_REJECTED, "wrong SNMP privacy password or protocol", silence);
      }
    }
    throw silence;
  }

  private PDU exchange(SnmpTarget target, PDU request, int tries, Deadline deadline)
      throws InterruptedException {
    if (deadline.isOver()) {
      throw new ProbeException(ProbeFailure.TIMED_OUT, "no time left for SNMP");
    }
    UdpAddress peer = new UdpAddress(resolve(target.host()), target.port());
    SnmpStray stray = new SnmpStray(peer);
    TransportMapping<?> transport = transport();
    transport.addTransportListener(stray);
    try {
      return exchange(target, peer, request, tries, deadline);
    } catch (ProbeException e) {
      boolean v3 = target.version() == SnmpTarget.Version.V3;
      if (e.failure() == ProbeFailure.TIMED_OUT
          && stray.isUnreadable(request, v3 ? null : target.community())) {
        throw new ProbeException(ProbeFailure.MALFORMED, "unreadable SNMP answer", e);
      }
      throw e;
    } finally {
      transport.removeTransportListener(stray);
    }
  }

  private PDU exchange(
      SnmpTarget target, UdpAddress peer, PDU request, int tries, Deadline deadline)
      throws InterruptedException {
    Target<UdpAddress> to = address(target, peer, tries, deadline);
    PDU asked =
        target.version() == SnmpTarget.Version.V3
            ? SnmpEngines.scoped(request, target.community())
            : request;
    Duration one = share(deadline, tries);
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
      snmp.send(asked, to, null, listener);
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
      snmp.cancel(asked, listener);
    }
  }

  /** One try's time: the tries share what is left, so that the last one is not cut off. */
  static Duration share(Deadline deadline, int tries) {
    Duration equal = deadline.remaining().dividedBy(tries);
    return deadline.atMost(equal.compareTo(TRY) < 0 ? equal : TRY);
  }

  private Target<UdpAddress> address(
      SnmpTarget target, UdpAddress address, int tries, Deadline deadline)
      throws InterruptedException {
    if (target.version() == SnmpTarget.Version.V3) {
      return engines().target(target, address, tries, deadline);
    }
    CommunityTarget<UdpAddress> to =
        new CommunityTarget<>(address, new OctetString(SnmpTarget.octets(target.community())));
    to.setVersion(
        target.version() == SnmpTarget.Version.V1
            ? SnmpConstants.version1
            : SnmpConstants.version2c);
    return to;
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

  private TransportMapping<?> transport() {
    return session().getMessageDispatcher().getTransportMappings().iterator().next();
  }

  private synchronized Snmp session() {
    @Nullable Snmp present = session;
    if (present == null) {
      // without it an answer may come from anybody
      SNMP4JSettings.setVerifyResponsePeerAddress(true);
      MessageDispatcher dispatcher = new MessageDispatcherImpl();
      dispatcher.addMessageProcessingModel(new MPv1());
      dispatcher.addMessageProcessingModel(new MPv2c());
      try {
        present = new Snmp(dispatcher, new DefaultUdpTransportMapping());
        present.listen();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      session = present;
    }
    return present;
  }

  /** Version 3 costs memory, so that only a machine that uses it gets it. */
  private synchronized SnmpEngines engines() {
    @Nullable SnmpEngines present = engines;
    if (present == null) {
      present = new SnmpEngines(session());
      engines = present;
    }
    return present;
  }

  @Override
  public synchronized void close() {
    engines = null;
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
