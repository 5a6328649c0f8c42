package vn.daugio.agent.testing;

import com.hp.jipp.encoding.Attribute;
import com.hp.jipp.encoding.AttributeGroup;
import com.hp.jipp.encoding.DelimiterTag;
import com.hp.jipp.encoding.IppInputStream;
import com.hp.jipp.encoding.IppOutputStream;
import com.hp.jipp.encoding.IppPacket;
import com.hp.jipp.model.Operation;
import com.hp.jipp.model.Status;
import com.hp.jipp.model.Types;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** An IPP printer that says what a test wants, written and read by jipp. */
public final class IppResponder {
  private IppResponder() {}

  /** Answers Get-Printer-Attributes with these, and Get-Jobs with no job. */
  public static TcpResponder printer(Attribute<?>... attributes) throws IOException {
    return TcpResponder.start(
        (connection, number) -> {
          IppPacket request = request(connection);
          List<Attribute<?>> told =
              request.getOperation().equals(Operation.getJobs)
                  ? List.of()
                  : Arrays.asList(attributes);
          answer(
              connection,
              new IppPacket(
                  Status.successfulOk,
                  request.getRequestId(),
                  AttributeGroup.groupOf(
                      DelimiterTag.operationAttributes, Types.attributesCharset.of("utf-8")),
                  AttributeGroup.groupOf(DelimiterTag.printerAttributes, told)));
        });
  }

  private static IppPacket request(Socket connection) throws IOException {
    InputStream in = new BufferedInputStream(connection.getInputStream());
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    int length =
        head.toString()
            .lines()
            .filter(line -> line.startsWith("Content-Length: "))
            .mapToInt(line -> Integer.parseInt(line.substring(16)))
            .sum();
    return new IppInputStream(new ByteArrayInputStream(in.readNBytes(length))).readPacket();
  }

  private static void answer(Socket connection, IppPacket packet) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (IppOutputStream out = new IppOutputStream(body)) {
      out.write(packet);
    }
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: "
            + body.size()
            + "\r\n\r\n";
    connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    connection.getOutputStream().write(body.toByteArray());
    connection.getOutputStream().flush();
  }
}
