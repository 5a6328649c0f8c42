package vn.daugio.agent.discover;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.probe.SnmpValue;
import vn.daugio.protocol.TargetKind;

/**
 * What a device says it is over SNMP: SNMPv2-MIB (RFC 3418), HOST-RESOURCES-MIB (RFC 2790),
 * Printer-MIB (RFC 3805), BRIDGE-MIB (RFC 4188), ENTITY-MIB (RFC 6933), UPS-MIB (RFC 1628).
 *
 * @param values by OID
 */
record SnmpIdentity(Map<String, SnmpValue> values) {
  private static final String DESCRIPTION = "1.3.6.1.2.1.1.1.0";
  private static final String OBJECT_ID = "1.3.6.1.2.1.1.2.0";
  private static final String SERVICES = "1.3.6.1.2.1.1.7.0";
  private static final String INTERFACE_MAC_1 = "1.3.6.1.2.1.2.2.1.6.1";
  private static final String INTERFACE_MAC_2 = "1.3.6.1.2.1.2.2.1.6.2";
  private static final String FORWARDING = "1.3.6.1.2.1.4.1.0";
  private static final String BRIDGE_MAC = "1.3.6.1.2.1.17.1.1.0";
  private static final String BRIDGE_PORTS = "1.3.6.1.2.1.17.1.2.0";
  private static final String DEVICE_TYPE = "1.3.6.1.2.1.25.3.2.1.2.1";
  private static final String DEVICE_MODEL = "1.3.6.1.2.1.25.3.2.1.3.1";
  private static final String UPS_MAKER = "1.3.6.1.2.1.33.1.1.1.0";
  private static final String UPS_MODEL = "1.3.6.1.2.1.33.1.1.2.0";
  private static final String PRINTER_SERIAL = "1.3.6.1.2.1.43.5.1.1.17.1";
  private static final String PRINTER_PAGES = "1.3.6.1.2.1.43.10.2.1.4.1.1";
  private static final String ENTITY_SERIAL = "1.3.6.1.2.1.47.1.1.1.1.11.1";
  private static final String ENTITY_MODEL = "1.3.6.1.2.1.47.1.1.1.1.13.1";

  /** What every agent has. */
  static final List<String> LEAST = List.of(DESCRIPTION, OBJECT_ID);

  /** One request for all that tells who it is. */
  static final List<String> ALL =
      List.of(
          DESCRIPTION,
          OBJECT_ID,
          SERVICES,
          INTERFACE_MAC_1,
          INTERFACE_MAC_2,
          FORWARDING,
          BRIDGE_MAC,
          BRIDGE_PORTS,
          DEVICE_TYPE,
          DEVICE_MODEL,
          UPS_MAKER,
          UPS_MODEL,
          PRINTER_SERIAL,
          PRINTER_PAGES,
          ENTITY_SERIAL,
          ENTITY_MODEL);

  private static final String PRINTER_TYPE = "1.3.6.1.2.1.25.3.1.5";

  /** Enterprise numbers of makers of which the standard tables would say "switch". */
  private static final Map<String, TargetKind> MAKERS =
      Map.of(
          "1.3.6.1.4.1.14988.", TargetKind.ROUTER, // MikroTik
          "1.3.6.1.4.1.7367.", TargetKind.ROUTER, // DrayTek
          "1.3.6.1.4.1.41112.", TargetKind.ACCESS_POINT, // Ubiquiti
          "1.3.6.1.4.1.8072.3.2.", TargetKind.SERVER, // Net-SNMP on a computer
          "1.3.6.1.4.1.311.1.1.3.", TargetKind.SERVER); // Windows

  /** Bit of sysServices for layer 3 (RFC 3418). */
  private static final int ROUTES = 0x04;

  TargetKind kind() {
    if (PRINTER_TYPE.equals(objectId(DEVICE_TYPE))
        || values.containsKey(PRINTER_SERIAL)
        || values.containsKey(PRINTER_PAGES)) {
      return TargetKind.PRINTER;
    }
    if (values.containsKey(UPS_MODEL)) {
      return TargetKind.UPS;
    }
    String maker = objectId(OBJECT_ID) + ".";
    for (Map.Entry<String, TargetKind> known : MAKERS.entrySet()) {
      if (maker.startsWith(known.getKey())) {
        return known.getValue();
      }
    }
    if (number(BRIDGE_PORTS) > 0) {
      return TargetKind.SWITCH;
    }
    boolean routes = number(FORWARDING) == 1 && (number(SERVICES) & ROUTES) != 0;
    return routes ? TargetKind.ROUTER : TargetKind.DEVICE;
  }

  Identity identity() {
    boolean printer = kind() == TargetKind.PRINTER;
    @Nullable String model = printer ? text(DEVICE_MODEL) : text(ENTITY_MODEL);
    if (kind() == TargetKind.UPS) {
      model = (orEmpty(text(UPS_MAKER)) + " " + orEmpty(text(UPS_MODEL))).strip();
    }
    return Identity.of(
        orEmpty(model).isBlank() ? text(DESCRIPTION) : model,
        printer ? text(PRINTER_SERIAL) : text(ENTITY_SERIAL),
        mac(),
        null);
  }

  /** Of the bridge, else of the first interface that has one. */
  private @Nullable String mac() {
    for (String oid : List.of(BRIDGE_MAC, INTERFACE_MAC_1, INTERFACE_MAC_2)) {
      if (values.get(oid) instanceof SnmpValue.Octets octets && octets.bytes().length == 6) {
        String mac = HexFormat.ofDelimiter(":").formatHex(octets.bytes());
        if (Identity.of(null, null, mac, null).mac() != null) {
          return mac;
        }
      }
    }
    return null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private @Nullable String text(String oid) {
    return values.get(oid) instanceof SnmpValue.Octets octets ? octets.text() : null;
  }

  private long number(String oid) {
    return values.get(oid) instanceof SnmpValue.Int number ? number.value() : 0;
  }

  private String objectId(String oid) {
    return values.get(oid) instanceof SnmpValue.ObjectId id ? id.dotted() : "";
  }
}
