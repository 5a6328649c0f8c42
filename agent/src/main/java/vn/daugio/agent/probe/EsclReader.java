package vn.daugio.agent.probe;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads eSCL documents. Names count with their namespace, of which any version is taken. */
final class EsclReader {
  private static final String SEMANTIC_MODEL = "http://www.pwg.org/schemas/";
  private static final String ESCL = "http://schemas.hp.com/imaging/escl/";
  private static final int MOST_CHILDREN = 64;

  private EsclReader() {}

  static EsclStatus status(String document) {
    Map<String, String> children = children(document, "scan:ScannerStatus");
    return new EsclStatus(
        Optional.ofNullable(children.get("pwg:State")),
        Optional.ofNullable(children.get("scan:AdfState")));
  }

  static EsclCapabilities capabilities(String document) {
    Map<String, String> children = children(document, "scan:ScannerCapabilities");
    return new EsclCapabilities(
        Optional.ofNullable(children.get("pwg:MakeAndModel")),
        Optional.ofNullable(children.get("pwg:SerialNumber")),
        children.containsKey("scan:Adf"));
  }

  /**
   * Text of the root's direct children, empty for one with children; the first of a name counts.
   */
  private static Map<String, String> children(String document, String root) {
    Map<String, String> found = new TreeMap<>();
    XmlWalk.walk(document, EsclReader::prefix, root, (path, text) -> child(found, path, text));
    return found;
  }

  private static void child(Map<String, String> found, List<String> path, String text) {
    if (path.size() > 1 && found.size() < MOST_CHILDREN) {
      found.putIfAbsent(path.get(1), path.size() == 2 ? text : "");
    }
  }

  private static String prefix(String namespace) {
    if (namespace.startsWith(SEMANTIC_MODEL)) {
      return "pwg";
    }
    return namespace.startsWith(ESCL) ? "scan" : "other";
  }
}
