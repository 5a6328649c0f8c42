package vn.daugio.agent.probe;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads eSCL documents. Names count with their namespace, of which any version is taken; a document
 * type declaration has no place in one and is refused, entities are never resolved.
 */
final class EsclReader {
  private static final String SEMANTIC_MODEL = "http://www.pwg.org/schemas/";
  private static final String ESCL = "http://schemas.hp.com/imaging/escl/";
  private static final int DEEPEST = 64;
  private static final int WORD_LENGTH = 128;

  private EsclReader() {}

  static EsclStatus status(byte[] document) {
    Map<String, String> children = children(document, "ScannerStatus");
    return new EsclStatus(
        Optional.ofNullable(children.get("pwg:State")),
        Optional.ofNullable(children.get("scan:AdfState")));
  }

  static Optional<String> makeAndModel(byte[] document) {
    return Optional.ofNullable(children(document, "ScannerCapabilities").get("pwg:MakeAndModel"));
  }

  /** Text of the root's direct children; the first of a name counts. */
  private static Map<String, String> children(byte[] document, String root) {
    Map<String, String> found = new TreeMap<>();
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(document));
      int depth = 0;
      @Nullable String name = null;
      StringBuilder text = new StringBuilder();
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            depth++;
            if (depth > DEEPEST || (depth == 1 && !qualified(xml).equals("scan:" + root))) {
              throw malformed("no " + root, null);
            }
            name = depth == 2 ? qualified(xml) : null;
            text.setLength(0);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            if (name != null && text.length() < WORD_LENGTH) {
              text.append(xml.getText());
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            if (depth == 2 && name != null) {
              String word = text.toString().strip();
              found.putIfAbsent(name, word.substring(0, Math.min(WORD_LENGTH, word.length())));
            }
            name = null;
            depth--;
          }
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw malformed("a document type declaration", null);
          default -> {}
        }
      }
      return found;
    } catch (XMLStreamException e) {
      throw malformed("not well-formed", e);
    }
  }

  private static String qualified(XMLStreamReader xml) {
    @Nullable String namespace = xml.getNamespaceURI();
    if (namespace == null) {
      return xml.getLocalName();
    }
    if (namespace.startsWith(SEMANTIC_MODEL)) {
      return "pwg:" + xml.getLocalName();
    }
    return (namespace.startsWith(ESCL) ? "scan:" : "other:") + xml.getLocalName();
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are refused");
        });
    return factory;
  }

  private static ProbeException malformed(String detail, @Nullable Throwable cause) {
    return new ProbeException(ProbeFailure.MALFORMED, "eSCL document: " + detail, cause);
  }
}
