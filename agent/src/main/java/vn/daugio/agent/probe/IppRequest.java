package vn.daugio.agent.probe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the requests that we send (RFC 8010 section 3, RFC 8011 sections 4.2.5 and 4.2.6). */
final class IppRequest {
  static final int GET_JOBS = 0x000a;
  static final int GET_PRINTER_ATTRIBUTES = 0x000b;

  /** Of CUPS' own, in the range that RFC 8011 section 5.4.15 leaves to vendors. */
  static final int CUPS_GET_DEFAULT = 0x4001;

  static final int CUPS_GET_PRINTERS = 0x4002;

  private static final int OPERATION_ATTRIBUTES = 0x01;
  private static final int END_OF_ATTRIBUTES = 0x03;
  private static final int INTEGER = 0x21;
  private static final int NAME = 0x42;
  private static final int KEYWORD = 0x44;
  private static final int URI = 0x45;
  private static final int CHARSET = 0x47;
  private static final int LANGUAGE = 0x48;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final int id;

  /** The head, and what every request to a printer begins with, in this order. */
  IppRequest(int majorVersion, int operation, int requestId, String printerUri) {
    this.id = requestId;
    out.write(majorVersion);
    out.write(majorVersion == 1 ? 1 : 0);
    shortNumber(operation);
    number(requestId);
    out.write(OPERATION_ATTRIBUTES);
    text(CHARSET, "attributes-charset", "utf-8");
    text(LANGUAGE, "attributes-natural-language", "en");
    text(URI, "printer-uri", printerUri);
    text(NAME, "requesting-user-name", "daugio");
  }

  IppRequest keywords(String name, String... values) {
    String first = name;
    for (String value : values) {
      text(KEYWORD, first, value);
      first = "";
    }
    return this;
  }

  IppRequest integer(String name, int value) {
    out.write(INTEGER);
    counted(name);
    shortNumber(4);
    number(value);
    return this;
  }

  int id() {
    return id;
  }

  byte[] done() {
    out.write(END_OF_ATTRIBUTES);
    return out.toByteArray();
  }

  private void text(int tag, String name, String value) {
    out.write(tag);
    counted(name);
    counted(value);
  }

  private void counted(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    shortNumber(bytes.length);
    out.writeBytes(bytes);
  }

  private void shortNumber(int value) {
    out.write(value >>> 8);
    out.write(value);
  }

  private void number(int value) {
    shortNumber(value >>> 16);
    shortNumber(value);
  }
}
