package vn.daugio.agent.probe;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import vn.daugio.agent.os.Deadline;

/**
 * Asks a server that refuses SMB2 whether it speaks SMB1: one SMB_COM_NEGOTIATE (MS-CIFS 2.2.4.52)
 * for the dialect NT LM 0.12, and nothing more.
 */
final class SmbOne {
  private static final byte[] DIALECT = "\2NT LM 0.12\0".getBytes(StandardCharsets.US_ASCII);
  private static final int MAGIC = 0xFF534D42;
  private static final int NEGOTIATE = 0x72;
  private static final int HEADER = 32;
  private static final int LARGEST = 4096;

  private SmbOne() {}

  /** Whether the server on this fresh connection agrees on SMB1. Closes nothing. */
  static boolean speaks(SmbSocket socket, Deadline deadline) throws IOException {
    socket.setSoTimeout(Math.toIntExact(SmbSocket.step(deadline).toMillis()));
    socket.getOutputStream().write(request());
    socket.getOutputStream().flush();
    DataInputStream in = new DataInputStream(socket.getInputStream());
    int length = in.readInt();
    if (length < HEADER + 3 || length > LARGEST) {
      return false;
    }
    byte[] message = new byte[length];
    in.readFully(message);
    return agrees(message);
  }

  static byte[] request() {
    int length = HEADER + 3 + DIALECT.length;
    ByteBuffer out = ByteBuffer.allocate(4 + length);
    out.putInt(length).putInt(MAGIC).put((byte) NEGOTIATE);
    out.order(ByteOrder.LITTLE_ENDIAN);
    // flags2: NT status codes, long names; the rest of the header is zero
    out.putInt(0).put((byte) 0x18).putShort((short) 0x4001).position(4 + HEADER);
    out.put((byte) 0).putShort((short) DIALECT.length).put(DIALECT);
    return out.array();
  }

  /** No error, and the index of the one dialect offered, not 0xFFFF. */
  static boolean agrees(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    return message.length >= HEADER + 3
        && in.getInt(0) == MAGIC
        && in.get(4) == NEGOTIATE
        && in.getInt(5) == 0
        && in.get(HEADER) >= 1
        && in.getShort(HEADER + 1) == 0;
  }
}
