package vn.daugio.agent.probe;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.snmp4j.DirectUserTarget;
import org.snmp4j.PDU;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.ScopedPDU;
import org.snmp4j.SecureTarget;
import org.snmp4j.Snmp;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUserEntry;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.util.DefaultPDUFactory;
import vn.daugio.agent.os.Deadline;

/**
 * The SNMPv3 engines that were talked to (RFC 3412, RFC 3414): their identifiers, and the keys
 * localised to them, which are dear to compute. Every target carries its own user, so that the same
 * name may have another password on another printer.
 */
final class SnmpEngines {
  private static final int SHORTEST_ID = 5;
  private static final int LONGEST_ID = 32;

  /** usmStats of RFC 3414 section 5. */
  private static final OID USM_STATS = new OID("1.3.6.1.6.3.15.1.1");

  private static final int UNSUPPORTED_LEVEL = 1;
  private static final int UNKNOWN_USER = 3;
  private static final int WRONG_DIGEST = 5;
  private static final int DECRYPTION_ERROR = 6;

  private final Snmp session;
  private final Map<SnmpTarget, Engine> engines = new ConcurrentHashMap<>();

  /** Adds version 3 to a session that has none yet. */
  SnmpEngines(Snmp session) {
    this.session = session;
    // a refusal of the user is not authenticated: without this it would look like silence
    SNMP4JSettings.setReportSecurityLevelStrategy(
        SNMP4JSettings.ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
    byte[] own = new byte[13];
    new SecureRandom().nextBytes(own);
    own[0] = (byte) 0x80; // RFC 3411 SnmpEngineID: enterprise 4976, octets of its own choice
    own[1] = 0;
    own[2] = 0x13;
    own[3] = 0x70;
    own[4] = 5;
    SecurityProtocols protocols = SnmpUser.protocols();
    USM usm = new USM(protocols, new OctetString(own), 0);
    SecurityModels models = SecurityModels.getCollection(new SecurityModel[] {usm});
    session
        .getMessageDispatcher()
        .addMessageProcessingModel(
            new MPv3(
                own, new DefaultPDUFactory(), protocols, models, CounterSupport.getInstance()));
  }

  /**
   * @throws ProbeException TIMED_OUT when the engine does not tell its identifier
   */
  SecureTarget<UdpAddress> target(
      SnmpTarget target, UdpAddress address, int tries, Deadline deadline)
      throws InterruptedException {
    UsmUserEntry user =
        engines
            .computeIfAbsent(target, one -> new Engine())
            .user(session, target, address, tries, deadline);
    DirectUserTarget<UdpAddress> to = new DirectUserTarget<>();
    to.setAddress(address);
    to.setVersion(SnmpConstants.version3);
    to.setAuthoritativeEngineID(user.getEngineID().getValue());
    session.setLocalizedUserCredentials(to, user);
    return to;
  }

  /** What was known of an engine. */
  enum Known {
    UNKNOWN,
    /** It has told its identifier. */
    DISCOVERED,
    /** It has answered a request of this user. */
    ANSWERED
  }

  void hasAnswered(SnmpTarget target) {
    @Nullable Engine engine = engines.get(target);
    if (engine != null) {
      engine.answered = true;
    }
  }

  /** Next time it is asked anew who it is. */
  Known forget(SnmpTarget target) {
    @Nullable Engine engine = engines.remove(target);
    if (engine == null || engine.user == null) {
      return Known.UNKNOWN;
    }
    return engine.answered ? Known.ANSWERED : Known.DISCOVERED;
  }

  static PDU scoped(PDU request, String context) {
    ScopedPDU scoped = new ScopedPDU();
    scoped.setType(request.getType());
    if (request.getType() == PDU.GETBULK) {
      scoped.setNonRepeaters(request.getNonRepeaters());
      scoped.setMaxRepetitions(request.getMaxRepetitions());
    }
    scoped.addAll(request.getVariableBindings());
    scoped.setContextName(new OctetString(context));
    return scoped;
  }

  /** What a report says that came instead of a response. */
  static ProbeException rejection(PDU report) {
    return switch (statistic(report)) {
      case UNSUPPORTED_LEVEL -> rejected("the device does not offer this user this security level");
      case UNKNOWN_USER -> rejected("the device does not know the SNMP user");
      case WRONG_DIGEST -> rejected("wrong SNMP authentication password or protocol");
      case DECRYPTION_ERROR -> rejected("wrong SNMP privacy password or protocol");
      default -> new ProbeException(ProbeFailure.MALFORMED, "the device reports an SNMPv3 error");
    };
  }

  private static ProbeException rejected(String detail) {
    return new ProbeException(ProbeFailure.AUTH_REJECTED, detail);
  }

  private static int statistic(PDU report) {
    if (report.size() == 0) {
      return 0;
    }
    OID oid = report.get(0).getOid();
    return oid.startsWith(USM_STATS) && oid.size() > USM_STATS.size()
        ? oid.get(USM_STATS.size())
        : 0;
  }

  /** One target's engine; asked by one thread at a time. */
  private static final class Engine {
    private volatile @Nullable UsmUserEntry user;
    private volatile boolean answered;

    private synchronized UsmUserEntry user(
        Snmp session, SnmpTarget target, UdpAddress address, int tries, Deadline deadline)
        throws InterruptedException {
      @Nullable UsmUserEntry known = user;
      if (known == null) {
        known = localised(session, target, discover(session, address, tries, deadline));
        user = known;
      }
      return known;
    }

    private static byte[] discover(Snmp session, UdpAddress address, int tries, Deadline deadline)
        throws InterruptedException {
      for (int attempt = 0; attempt < tries && !deadline.isOver(); attempt++) {
        Duration one = SnmpClient.share(deadline, tries - attempt);
        byte @Nullable [] id = session.discoverAuthoritativeEngineID(address, one.toMillis());
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (id != null && id.length >= SHORTEST_ID && id.length <= LONGEST_ID) {
          return id;
        }
      }
      throw new ProbeException(ProbeFailure.TIMED_OUT, "no SNMPv3 answer");
    }

    private static UsmUserEntry localised(Snmp session, SnmpTarget target, byte[] engine) {
      @Nullable SnmpUser user = target.user();
      if (user == null) {
        throw new ProbeException(ProbeFailure.UNSUPPORTED, "SNMPv3 needs a user");
      }
      SnmpUser.@Nullable Secret auth = user.auth();
      SnmpUser.@Nullable Secret priv = auth == null ? null : user.priv();
      return session.createLocalizedUsmUserEntry(
          engine,
          new OctetString(user.name()),
          auth == null ? null : auth.protocol(),
          auth == null ? null : new OctetString(auth.password()),
          priv == null ? null : priv.protocol(),
          priv == null ? null : new OctetString(priv.password()));
    }
  }
}
