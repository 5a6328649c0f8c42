package vn.daugio.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real SIP device on 127.0.0.1 that answers OPTIONS: SIPp, the test tool. */
public final class Sipp {
  private static final String SCENARIO =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <scenario name="options">
        <recv request="OPTIONS"/>
        <send>
          <![CDATA[

            SIP/2.0 %s
            [last_Via:]
            [last_From:]
            [last_To:];tag=[call_number]
            [last_Call-ID:]
            [last_CSeq:]
            Allow: INVITE, ACK, BYE, OPTIONS
            Content-Length: 0

          ]]>
        </send>
      </scenario>
      """;

  private Sipp() {}

  public static Peers.Peer overUdp(Path directory, String status) {
    int port = Peers.freePort();
    return Peers.startUdp(plan(directory, status, "u1", port));
  }

  public static Peers.Peer overTcp(Path directory, String status) {
    int port = Peers.freePort();
    return Peers.startTcp(plan(directory, status, "t1", port));
  }

  private static Peers.Plan plan(Path directory, String status, String transport, int port) {
    String program = Peers.need("sipp");
    Path scenario = directory.resolve("sipp-" + port + ".xml");
    try {
      Files.writeString(scenario, SCENARIO.formatted(status));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Peers.Plan(
        List.of(
            program,
            "-sf",
            scenario.toString(),
            "-t",
            transport,
            "-i",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "-nostdin"),
        port,
        directory.resolve("sipp-" + port + ".log"));
  }
}
