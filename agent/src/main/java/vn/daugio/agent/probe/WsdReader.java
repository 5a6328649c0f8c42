package vn.daugio.agent.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to GetScannerElements of WS-Scan. Devices use the namespace of 2006/08, the
 * published examples that of 2006/01: any version is taken, of SOAP too.
 */
final class WsdReader {
  private static final String SCAN = "http://schemas.microsoft.com/windows/20";
  private static final String SCAN_END = "/wdp/scan";
  private static final List<String> SOAP =
      List.of(
          "http://www.w3.org/2003/05/soap-envelope", "http://schemas.xmlsoap.org/soap/envelope");
  private static final int MOST_REASONS = 16;
  private static final List<String> ELEMENTS =
      List.of(
          "soap:Envelope",
          "soap:Body",
          "scan:GetScannerElementsResponse",
          "scan:ScannerElements",
          "scan:ElementData");

  private @Nullable String state;
  private final List<String> reasons = new ArrayList<>();
  private boolean configuration;
  private boolean feeder;
  private boolean fault;

  private WsdReader() {}

  /**
   * @throws ProbeException MALFORMED, also for a SOAP fault
   */
  static WsdStatus read(String document, Optional<String> certificate) {
    WsdReader reader = new WsdReader();
    XmlWalk.walk(document, WsdReader::prefix, "soap:Envelope", reader::leaf);
    if (reader.fault) {
      throw new ProbeException(ProbeFailure.MALFORMED, "wsd: SOAP fault");
    }
    return new WsdStatus(
        Optional.ofNullable(reader.state),
        reader.reasons,
        reader.configuration ? Optional.of(reader.feeder) : Optional.empty(),
        certificate);
  }

  private void leaf(List<String> path, String text) {
    fault |= path.size() > 2 && path.get(2).equals("soap:Fault");
    int depth = ELEMENTS.size();
    if (path.size() <= depth || !path.subList(0, depth).equals(ELEMENTS)) {
      return;
    }
    List<String> inner = path.subList(depth, path.size());
    if (inner.get(0).equals("scan:ScannerConfiguration")) {
      configuration = true;
      feeder |= inner.size() > 1 && inner.get(1).equals("scan:ADF");
    } else if (inner.equals(List.of("scan:ScannerStatus", "scan:ScannerState"))) {
      state = state == null ? text : state;
    } else if (inner.equals(
        List.of("scan:ScannerStatus", "scan:ScannerStateReasons", "scan:ScannerStateReason"))) {
      if (reasons.size() < MOST_REASONS && !text.isEmpty() && !text.equals("None")) {
        reasons.add(text);
      }
    }
  }

  private static String prefix(String namespace) {
    if (namespace.startsWith(SCAN) && namespace.endsWith(SCAN_END)) {
      return "scan";
    }
    String plain =
        namespace.endsWith("/") ? namespace.substring(0, namespace.length() - 1) : namespace;
    return SOAP.contains(plain) ? "soap" : "other";
  }
}
