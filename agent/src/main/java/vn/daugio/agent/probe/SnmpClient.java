package vn.daugio.agent.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;
import vn.daugio.agent.os.Deadline;
import vn.daugio.protocol.HostPort;

/**
 * Asks SNMP agents (v1, v2c, v3), all through one socket that is opened at the first request.
 * Nothing in time is TIMED_OUT and never an empty answer. A datagram that is no response to us does
 * not end the waiting; when nothing else came from this target, the answer is MALFORMED.
 */
public final class SnmpClient implements AutoCloseable {
  private static final Duration TRY = Duration.ofMillis(500);
  static final int TRIES = 5;

  /**
   * More than 48 variables with the longest names and values that a MIB allows. The library takes
   * so much memory anew for each datagram.
   */
  private static final int LARGEST_MESSAGE = 20 * 1024;

  private @Nullable SnmpSession session;
  private @Nullable SnmpEngines engines;

  /** One target, for the time of one check; remembers how its agent wants to be asked. */
  public SnmpConversation with(SnmpTarget target, Deadline deadline) {
    boolean bulk = target.version() != SnmpTarget.Version.V1;
    if (target.version() == SnmpTarget.Version.V3) {
      return new SnmpConversation(request -> confidential(target, request, deadline), null, bulk);
    }
    return new SnmpConversation(
        request -> await(ask(target, resolve(target.host()), request, deadline), deadline),
        // a name would have to be looked up first, and that waits
        new HostPort(target.host(), 0).isAddress()
            ? request -> ask(target, resolve(target.host()), request, deadline)
            : null,
        bulk);
  }

  /**
   * One GET, sent once, of somebody who may not be there; does not wait. Fails with a {@link
   * ProbeException}: TIMED_OUT after at most 500 ms.
   *
   * @param target version 1 or 2c, its host an address
   * @return by OID; instances that the agent does not have are absent
   */
  public CompletableFuture<Map<String, SnmpValue>> tryOnce(
      SnmpTarget target, Deadline deadline, List<String> oids) {
    PDU request = new PDU();
    request.setType(PDU.GET);
    oids.forEach(oid -> request.add(new VariableBinding(new OID(oid))));
    SnmpWalk.Request alone = new SnmpWalk.Request(request, null);
    return SnmpAttempt.begin(
            session(), community(target, resolve(target.host())), alone, 1, deadline)
        .thenApply(
            answer -> {
              if (answer.pdu().getErrorStatus() != PDU.noError) {
                throw errorStatus(answer.pdu().getErrorStatus());
              }
              return SnmpConversation.values(answer.pdu());
            });
  }

  private CompletableFuture<SnmpWalk.Answer> ask(
      SnmpTarget target, InetAddress host, SnmpWalk.Request request, Deadline deadline) {
    return SnmpAttempt.begin(session(), community(target, host), request, TRIES, deadline);
  }

  /** Version 3: the engine has to be known first, so that this one waits. */
  private SnmpWalk.Answer confidential(
      SnmpTarget target, SnmpWalk.Request request, Deadline deadline) throws InterruptedException {
    @Nullable PDU instead = request.instead();
    try {
      return new SnmpWalk.Answer(send(target, request.pdu(), TRIES, deadline), false);
    } catch (ProbeException e) {
      if (instead == null || e.failure() != ProbeFailure.TIMED_OUT) {
        throw e;
      }
      return new SnmpWalk.Answer(send(target, instead, SnmpAttempt.LAST_TRIES, deadline), true);
    }
  }

  private PDU send(SnmpTarget target, PDU request, int tries, Deadline deadline)
      throws InterruptedException {
    PDU response;
    try {
      response = exchange(target, request, tries, deadline);
    } catch (ProbeException e) {
      if (e.failure() != ProbeFailure.TIMED_OUT) {
        throw e;
      }
      response = afterSilence(target, request, tries, deadline, e);
    }
    if (response.getType() == PDU.REPORT) {
      throw SnmpEngines.rejection(response);
    }
    engines().hasAnswered(target);
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
    UdpAddress address = new UdpAddress(resolve(target.host()), target.port());
    Target<UdpAddress> to = engines().target(target, address, tries, deadline);
    PDU scoped = SnmpEngines.scoped(request, target.community());
    SnmpWalk.Request alone = new SnmpWalk.Request(scoped, null);
    return await(SnmpAttempt.begin(session(), to, alone, tries, deadline), deadline).pdu();
  }

  /**
   * Waits for what was begun.
   *
   * @throws ProbeException with which it failed; TIMED_OUT when it has not ended by its deadline,
   *     which every request does by itself
   */
  public static <T> T await(CompletableFuture<T> answer, Deadline deadline)
      throws InterruptedException {
    try {
      return answer.get(deadline.remaining().toMillis() + 500, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ProbeException(ProbeFailure.TIMED_OUT, "no SNMP answer", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProbeException failed) {
        throw failed;
      }
      throw new ProbeException(ProbeFailure.MALFORMED, "unreadable SNMP answer", e);
    }
  }

  /** One try's time: the tries share what is left, so that the last one is not cut off. */
  static Duration share(Deadline deadline, int tries) {
    Duration equal = deadline.remaining().dividedBy(tries);
    return deadline.atMost(equal.compareTo(TRY) < 0 ? equal : TRY);
  }

  private static Target<UdpAddress> community(SnmpTarget target, InetAddress host) {
    CommunityTarget<UdpAddress> to =
        new CommunityTarget<>(
            new UdpAddress(host, target.port()),
            new OctetString(SnmpTarget.octets(target.community())));
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

  private synchronized SnmpSession session() {
    @Nullable SnmpSession present = session;
    if (present == null) {
      // without it an answer may come from anybody
      SNMP4JSettings.setVerifyResponsePeerAddress(true);
      MessageDispatcher dispatcher = new MessageDispatcherImpl();
      dispatcher.addMessageProcessingModel(new MPv1());
      dispatcher.addMessageProcessingModel(new MPv2c());
      SnmpStrays strays = new SnmpStrays();
      try {
        DefaultUdpTransportMapping transport = new DefaultUdpTransportMapping();
        transport.setMaxInboundMessageSize(LARGEST_MESSAGE);
        Snmp snmp = new Snmp(dispatcher, transport);
        transport.addTransportListener(strays);
        snmp.listen();
        present = new SnmpSession(snmp, strays);
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
      present = new SnmpEngines(session().snmp());
      engines = present;
    }
    return present;
  }

  @Override
  public synchronized void close() {
    engines = null;
    if (session != null) {
      try {
        session.snmp().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        session = null;
      }
    }
  }
}
