package vn.daugio.agent.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads ProbeMatches of WS-Discovery (April 2005 and 1.1) and the metadata of the Devices Profile.
 * Namespaces count by what they are of, any version is taken.
 */
final class WsDiscoveryReader {
  private static final int MOST = 16;
  private static final String MATCH = "soap:Envelope/soap:Body/wsd:ProbeMatches/wsd:ProbeMatch/";
  private static final String METADATA =
      "soap:Envelope/soap:Body/wsx:Metadata/wsx:MetadataSection/";

  private WsDiscoveryReader() {}

  /**
   * One answer, in which a device may name itself once.
   *
   * @param id empty without one
   */
  record Match(String id, List<String> types, List<String> addresses) {}

  /**
   * @throws ProbeException MALFORMED
   */
  static Match match(String document) {
    List<String> types = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    StringBuilder id = new StringBuilder();
    XmlWalk.walk(
        document,
        WsDiscoveryReader::prefix,
        "soap:Envelope",
        (path, text) -> {
          switch (String.join("/", path).replace(MATCH, "")) {
            case "wsd:Types" -> words(types, text.replaceAll("[^\\s:]{0,64}:", ""));
            case "wsd:XAddrs" -> words(addresses, text);
            case "wsa:EndpointReference/wsa:Address" -> {
              if (id.isEmpty()) {
                id.append(text);
              }
            }
            default -> {}
          }
        });
    return new Match(id.toString(), types, addresses);
  }

  /** The last word of a text that was cut may be half of one. */
  private static void words(List<String> into, String text) {
    List<String> words = Arrays.stream(text.split("\\s+", -1)).filter(w -> !w.isEmpty()).toList();
    boolean cut = text.length() >= XmlWalk.WORD_LENGTH && words.size() > 1;
    for (String word : cut ? words.subList(0, words.size() - 1) : words) {
      if (into.size() < MOST) {
        into.add(word);
      }
    }
  }

  /**
   * @throws ProbeException MALFORMED
   */
  static WsMetadata metadata(String document) {
    Metadata read = new Metadata();
    XmlWalk.walk(document, WsDiscoveryReader::prefix, "soap:Envelope", read::leaf);
    return read.whole();
  }

  /** A hosted service has its addresses before its types. */
  private static final class Metadata {
    private @Nullable String maker;
    private @Nullable String model;
    private @Nullable String serial;
    private final List<String> hosted = new ArrayList<>();
    private final List<String> scanners = new ArrayList<>();

    private void leaf(List<String> path, String text) {
      switch (String.join("/", path).replace(METADATA, "")) {
        case "dp:ThisModel/dp:Manufacturer" -> maker = maker == null ? text : maker;
        case "dp:ThisModel/dp:ModelName" -> model = model == null ? text : model;
        case "dp:ThisDevice/dp:SerialNumber" -> serial = serial == null ? text : serial;
        case "dp:Relationship/dp:Hosted/wsa:EndpointReference/wsa:Address" -> {
          if (hosted.size() < MOST) {
            hosted.add(text);
          }
        }
        case "dp:Relationship/dp:Hosted/dp:Types" -> {
          if (text.contains("ScannerServiceType") && scanners.size() < MOST) {
            hosted.stream().limit(MOST).forEach(scanners::add);
          }
          hosted.clear();
        }
        default -> {}
      }
    }

    private WsMetadata whole() {
      String first = maker == null ? "" : maker;
      String second = model == null ? "" : model;
      String both = second.startsWith(first) ? second : (first + " " + second);
      return new WsMetadata(
          Optional.of(both.strip()).filter(text -> !text.isEmpty()),
          Optional.ofNullable(serial).filter(text -> !text.isEmpty()),
          scanners);
    }
  }

  private static String prefix(String namespace) {
    String plain = namespace.replaceAll("/$", "");
    if (plain.endsWith("/discovery") || plain.contains("/ws-dd/ns/discovery/")) {
      return "wsd";
    } else if (plain.endsWith("/addressing")) {
      return "wsa";
    } else if (plain.endsWith("soap-envelope") || plain.endsWith("/soap/envelope")) {
      return "soap";
    } else if (plain.endsWith("/devprof") || plain.contains("/ws-dd/ns/dpws/")) {
      return "dp";
    }
    return plain.endsWith("/mex") ? "wsx" : "other";
  }
}
