package vn.daugio.acceptance.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

/**
 * A device as data, in UTF-8, one statement a line:
 *
 * <pre>
 * # a comment
 * community public               (SNMP community; public when absent)
 * escl ScannerStatus idle.xml    (an eSCL document, in a file beside this one)
 * wsd idle.xml                   (the answer of its WS-Scan service, likewise)
 * 1.3.6.1.2.1.1.5.0 STRING name  (OID TYPE VALUE)
 * </pre>
 *
 * Types: INTEGER, STRING, HEX (octets), OID, GAUGE, COUNTER, COUNTER64, TICKS, IP.
 */
final class DeviceFile {
  private static final String BUNDLED = "/devices/";

  private DeviceFile() {}

  /**
   * @param device a path, or the name of a bundled device such as {@code mono-laser}
   */
  static SimulatedDevice read(String device) throws IOException {
    Path path = Path.of(device);
    boolean file = Files.exists(path);
    String text = file ? Files.readString(path) : bundled(device + ".device");
    String name = path.getFileName().toString().replaceFirst("\\.device$", "");
    TreeMap<OID, Variable> values = new TreeMap<>();
    TreeMap<String, byte[]> documents = new TreeMap<>();
    String community = "public";
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String[] words = line.strip().split("\\s+", 3);
      if (words[0].isEmpty() || words[0].startsWith("#")) {
        continue;
      }
      try {
        if (words[0].equals("community")) {
          community = words[1];
        } else if (words[0].equals("escl") || words[0].equals("wsd")) {
          boolean wsd = words[0].equals("wsd");
          String beside = wsd ? words[1] : words[2];
          String document = file ? Files.readString(path.resolveSibling(beside)) : bundled(beside);
          documents.put(
              wsd ? HttpServers.WSD : words[1], document.getBytes(StandardCharsets.UTF_8));
        } else {
          values.put(new OID(words[0]), value(words[1], words.length > 2 ? words[2] : ""));
        }
      } catch (RuntimeException e) {
        throw new IOException(device + " line " + number + ": " + line, e);
      }
    }
    return new SimulatedDevice(name, community, values, documents);
  }

  static Variable value(String type, String text) {
    return switch (type) {
      case "INTEGER" -> new Integer32(Integer.parseInt(text));
      case "STRING" -> new OctetString(text.getBytes(StandardCharsets.UTF_8));
      case "HEX" -> new OctetString(HexFormat.of().parseHex(text.replace(" ", "")));
      case "OID" -> new OID(text);
      case "GAUGE" -> new Gauge32(Long.parseLong(text));
      case "COUNTER" -> new Counter32(Long.parseLong(text));
      case "COUNTER64" -> new Counter64(Long.parseUnsignedLong(text));
      case "TICKS" -> new TimeTicks(Long.parseLong(text));
      case "IP" -> new IpAddress(text);
      default -> throw new IllegalArgumentException("unknown type " + type);
    };
  }

  private static String bundled(String file) throws IOException {
    try (@Nullable InputStream in = DeviceFile.class.getResourceAsStream(BUNDLED + file)) {
      if (in == null) {
        throw new IOException("no such device file: " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
