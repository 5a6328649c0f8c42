package vn.daugio.agent.probe;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.MissingResourceException;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a device's XML document without building it: bounded in depth and length of words. A
 * document type declaration has no place in one and is refused, entities are never resolved.
 */
final class XmlWalk {
  private static final int DEEPEST = 64;
  static final int WORD_LENGTH = 128;

  private XmlWalk() {}

  /** Sees the innermost elements in their order. */
  interface Leaves {
    /**
     * @param path the qualified names from the root to the element; valid during the call only
     * @param text stripped, at most 128 characters
     */
    void leaf(List<String> path, String text);
  }

  /**
   * @param prefix the prefix that stands for a namespace, such as {@code scan}
   * @param root the qualified name that the document has to begin with
   * @throws ProbeException MALFORMED
   */
  static void walk(String document, UnaryOperator<String> prefix, String root, Leaves leaves) {
    try {
      XMLStreamReader xml = factory().createXMLStreamReader(new StringReader(document));
      List<String> path = new ArrayList<>();
      List<String> seen = Collections.unmodifiableList(path);
      StringBuilder text = new StringBuilder();
      boolean innermost = false;
      while (xml.hasNext()) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            path.add(qualified(xml, prefix));
            if (path.size() > DEEPEST || !path.get(0).equals(root)) {
              throw malformed("no " + root, null);
            }
            innermost = true;
            text.setLength(0);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
            if (innermost && text.length() < WORD_LENGTH) {
              text.append(xml.getText());
            }
          }
          case XMLStreamConstants.END_ELEMENT -> {
            if (innermost) {
              leaves.leaf(seen, word(text));
            }
            innermost = false;
            path.remove(path.size() - 1);
          }
          case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
              throw malformed("a document type declaration", null);
          default -> {}
        }
      }
    } catch (XMLStreamException | MissingResourceException e) {
      // the parser lacks the message of a fault in a document type declaration
      throw malformed("not well-formed", e);
    }
  }

  private static String word(StringBuilder text) {
    String word = text.toString().strip();
    return word.substring(0, Math.min(WORD_LENGTH, word.length()));
  }

  private static String qualified(XMLStreamReader xml, UnaryOperator<String> prefix) {
    @Nullable String namespace = xml.getNamespaceURI();
    return prefix.apply(namespace == null ? "" : namespace) + ":" + xml.getLocalName();
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
    return new ProbeException(ProbeFailure.MALFORMED, "xml: " + detail, cause);
  }
}
