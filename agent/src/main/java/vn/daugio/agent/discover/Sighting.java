package vn.daugio.agent.discover;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.TargetKind;

/**
 * What one way saw of a device.
 *
 * @param port where it was seen; tells devices on one loopback address apart
 * @param kind null: it did not say
 * @param access how it can be asked
 */
record Sighting(
    Way way,
    InetAddress address,
    int port,
    @Nullable TargetKind kind,
    Identity identity,
    List<Access> access) {
  Sighting {
    access = List.copyOf(access);
  }

  /** How devices are found; what they say by an earlier one is believed first. */
  enum Way {
    SNMP("snmp"),
    IPP("ipp"),
    ESCL("escl"),
    WS_DISCOVERY("ws-discovery"),
    DNS_SD("dns-sd"),
    NEIGHBOURS("neighbours");

    private final String code;

    Way(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }
}
