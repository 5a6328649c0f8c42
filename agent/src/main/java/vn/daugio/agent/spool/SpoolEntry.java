package vn.daugio.agent.spool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The bytes of one spooled report: magic, number of lost reports it tells of, length and CRC32C of
 * the payload, then the payload, the report's JSON in gzip.
 *
 * @param dropped see {@link vn.daugio.protocol.Report#dropped()}
 * @param gzip the body to send
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and a copy would cost the memory twice
public record SpoolEntry(long dropped, byte[] gzip) {
  private static final int MAGIC = 0x44473031; // "DG01"
  private static final int HEADER = 4 + 8 + 4 + 4;
  private static final int MOST_BYTES = 64 << 20;

  static byte[] pack(long dropped, String json) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] payload = body.toByteArray();
    return ByteBuffer.allocate(HEADER + payload.length)
        .putInt(MAGIC)
        .putLong(dropped)
        .putInt(payload.length)
        .putInt(crc(dropped, payload))
        .put(payload)
        .array();
  }

  /**
   * @throws CorruptEntryException unless every byte is as it was written
   */
  static SpoolEntry unpack(byte[] file) throws CorruptEntryException {
    ByteBuffer buffer = ByteBuffer.wrap(file);
    if (file.length < HEADER) {
      throw new CorruptEntryException("only " + file.length + " bytes");
    }
    if (buffer.getInt() != MAGIC) {
      throw new CorruptEntryException("it does not start as a report does");
    }
    long dropped = buffer.getLong();
    int length = buffer.getInt();
    int crc = buffer.getInt();
    if (length != buffer.remaining()) {
      throw new CorruptEntryException(
          "it holds " + buffer.remaining() + " of " + length + " bytes");
    }
    byte[] payload = new byte[length];
    buffer.get(payload);
    if (crc != crc(dropped, payload)) {
      throw new CorruptEntryException("its checksum differs");
    }
    return new SpoolEntry(dropped, payload);
  }

  /** The report's JSON. */
  public String json() throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static int crc(long dropped, byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(8).putLong(0, dropped));
    crc.update(payload);
    return (int) crc.getValue();
  }

  /** Bytes that a spool did not write this way. */
  static final class CorruptEntryException extends Exception {
    private static final long serialVersionUID = 1;

    CorruptEntryException(String what) {
      super(what);
    }
  }
}
