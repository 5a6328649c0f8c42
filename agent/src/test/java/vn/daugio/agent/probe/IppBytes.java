package vn.daugio.agent.probe;

import java.util.Optional;

/** Answers of printers over IPP as bytes, for tests of what is made of them. */
public final class IppBytes {
  private IppBytes() {}

  /** A printer with most of what a printer tells. */
  public static byte[] printer() {
    return IppReaderTest.printer();
  }

  /**
   * @throws ProbeException MALFORMED
   */
  public static IppAnswer read(byte[] message) {
    return IppReader.read(message, IppReaderTest.ID, Optional.empty());
  }
}
