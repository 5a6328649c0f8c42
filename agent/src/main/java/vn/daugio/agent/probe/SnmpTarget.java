package vn.daugio.agent.probe;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Target;

/**
 * Where and how an SNMP agent is asked.
 *
 * @param host address or name
 * @param port UDP port
 * @param version the version of its messages
 * @param community the community as configured; v3: the name of the context, normally empty
 * @param user v3 only
 */
public record SnmpTarget(
    String host, int port, Version version, String community, @Nullable SnmpUser user) {
  private static final int SNMP_PORT = 161;

  /** RFC 1157, RFC 3416 with communities (RFC 1901), RFC 3412 with RFC 3414. */
  public enum Version {
    V1,
    V2C,
    V3
  }

  /**
   * @throws ProbeException UNSUPPORTED when the target offers no SNMP that this agent speaks,
   *     AUTH_REJECTED when a v3 password cannot be read
   */
  public static SnmpTarget of(Target target) {
    Access.@Nullable Snmp snmp = target.access(Access.Snmp.class);
    @Nullable String address = target.address();
    if (snmp == null || address == null) {
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "the target has no SNMP access");
    }
    HostPort parsed =
        HostPort.parse(address)
            .orElseThrow(
                () -> new ProbeException(ProbeFailure.UNREACHABLE, "the address is not a host"));
    int port = parsed.portOr(SNMP_PORT);
    @Nullable String community = snmp.community();
    @Nullable String user = snmp.user();
    if (snmp.version().equals("3") && user != null) {
      return new SnmpTarget(
          parsed.host(), port, Version.V3, "", SnmpUser.of(user, snmp.auth(), snmp.priv()));
    }
    if (community != null && (snmp.version().equals("1") || snmp.version().equals("2c"))) {
      Version version = snmp.version().equals("1") ? Version.V1 : Version.V2C;
      return new SnmpTarget(parsed.host(), port, version, community, null);
    }
    throw new ProbeException(
        ProbeFailure.UNSUPPORTED, "SNMP version " + snmp.version() + " is not supported");
  }

  /** Another set of tables of the same device (RFC 3411 section 3.3.1). */
  public SnmpTarget inContext(String context) {
    String other = version == Version.V3 ? context : community + "@" + context;
    return new SnmpTarget(host, port, version, other, user);
  }

  static byte[] octets(String community) {
    return community.getBytes(StandardCharsets.UTF_8);
  }

  /** The same user without encryption; empty where it has none. */
  Optional<SnmpTarget> withoutPrivacy() {
    return user == null || user.priv() == null
        ? Optional.empty()
        : Optional.of(
            new SnmpTarget(
                host, port, version, community, new SnmpUser(user.name(), user.auth(), null)));
  }

  public boolean isLoopback() {
    return new HostPort(host, port).isLoopback();
  }

  /** Without community and user, which are secrets. */
  @Override
  public String toString() {
    String name =
        switch (version) {
          case V1 -> "v1";
          case V2C -> "v2c";
          case V3 -> "v3";
        };
    return "SnmpTarget[" + host + ":" + port + ", " + name + "]";
  }
}
