package vn.daugio.agent.probe;

import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Target;

/**
 * Where and how an SNMP agent is asked.
 *
 * @param host address or name
 * @param port UDP port
 * @param version1 true for SNMPv1 (RFC 1157), false for v2c (RFC 3416)
 * @param community the community as configured
 */
public record SnmpTarget(String host, int port, boolean version1, String community) {
  private static final int SNMP_PORT = 161;

  /**
   * @throws ProbeException UNSUPPORTED when the target offers no SNMP that this agent speaks
   */
  public static SnmpTarget of(Target target) {
    Access.@Nullable Snmp snmp = target.access(Access.Snmp.class);
    @Nullable String address = target.address();
    if (snmp == null || address == null) {
      throw new ProbeException(ProbeFailure.UNSUPPORTED, "the target has no SNMP access");
    }
    @Nullable String community = snmp.community();
    boolean version1 = snmp.version().equals("1");
    if (community == null || !(version1 || snmp.version().equals("2c"))) {
      throw new ProbeException(
          ProbeFailure.UNSUPPORTED, "SNMP version " + snmp.version() + " is not supported");
    }
    HostPort parsed =
        HostPort.parse(address)
            .orElseThrow(
                () -> new ProbeException(ProbeFailure.UNREACHABLE, "the address is not a host"));
    return new SnmpTarget(parsed.host(), parsed.portOr(SNMP_PORT), version1, community);
  }

  public SnmpTarget withCommunity(String other) {
    return new SnmpTarget(host, port, version1, other);
  }

  public boolean isLoopback() {
    return new HostPort(host, port).isLoopback();
  }

  /** Without the community, which is a secret. */
  @Override
  public String toString() {
    return "SnmpTarget[" + host + ":" + port + (version1 ? ", v1]" : ", v2c]");
  }
}
