package vn.daugio.collector.notify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import vn.daugio.collector.surface.Programs;

/**
 * A GSM modem at a pseudo-terminal that speaks as 3GPP TS 27.005 and 27.007 document; what it
 * answers can be changed command by command.
 */
final class ModemSimulator implements AutoCloseable {
  /** As an answer: nothing at all is said. */
  static final String SILENCE = "silence";

  /** As an answer: the power fails. */
  static final String POWER_CUT = "power cut";

  private static final char END_OF_TEXT = 0x1A;
  private static final char ESCAPE = 0x1B;

  final List<String> commands = new CopyOnWriteArrayList<>();
  final List<String> texts = new CopyOnWriteArrayList<>();
  final Map<String, String> answers = new ConcurrentHashMap<>();
  volatile String chatter = "";
  volatile boolean stubbornEcho;
  volatile boolean prompting;
  final AtomicInteger deafTo = new AtomicInteger();

  private final Path port;
  private final Process socat;
  private final Socket line;
  private final RandomAccessFile open;
  private boolean echo = true;

  ModemSimulator(Path folder) throws IOException {
    port = folder.resolve("modem");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(20_000);
      socat =
          new ProcessBuilder(
                  Programs.require("socat"),
                  "PTY,link=" + port + ",raw,echo=0",
                  "TCP:127.0.0.1:" + server.getLocalPort())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      line = server.accept();
    }
    Awaitility.await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(20))
        .until(() -> Files.exists(port));
    // a pseudo-terminal ends with its last reader; a modem does not
    open = new RandomAccessFile(port.toFile(), "rw");
    Thread thread = new Thread(this::run, "modem");
    thread.setDaemon(true);
    thread.start();
  }

  String port() {
    return port.toString();
  }

  private void run() {
    StringBuilder read = new StringBuilder();
    try (line) {
      InputStream in = line.getInputStream();
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c == ESCAPE) {
          read.setLength(0);
          if (prompting) {
            prompting = false;
            say("\r\nOK\r\n");
          }
          continue;
        }
        if (c == END_OF_TEXT && prompting) {
          prompting = false;
          texts.add(read.toString());
          answer("text", "+CMGS: 17\r\n\r\nOK");
          read.setLength(0);
          continue;
        }
        if ((echo || stubbornEcho) && !prompting) {
          say(String.valueOf((char) c));
        }
        if (c == '\r' && !prompting) {
          command(read.toString());
          read.setLength(0);
        } else {
          read.append((char) c);
        }
      }
    } catch (IOException e) {
      // the power is off
    }
  }

  private void command(String command) throws IOException {
    if (deafTo.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return;
    }
    commands.add(command);
    if (command.startsWith("ATE0")) {
      echo = false;
    }
    if (command.startsWith("AT+CMGS=") && !answers.containsKey("AT+CMGS")) {
      say(chatter);
      say("\r\n> ");
      prompting = true;
      return;
    }
    answer(command.startsWith("AT+CMGS=") ? "AT+CMGS" : command, usual(command));
  }

  private static String usual(String command) {
    return switch (command) {
      case "AT", "ATE0V1", "AT+CMEE=1", "AT+CMGF=0", "AT+CMGF=1", "AT+CSCS=\"IRA\"" -> "OK";
      case "AT+CPIN?" -> "+CPIN: READY\r\n\r\nOK";
      case "AT+CREG?" -> "+CREG: 0,1\r\n\r\nOK";
      default -> "ERROR";
    };
  }

  private void answer(String to, String usual) throws IOException {
    String answer = answers.getOrDefault(to, usual);
    if (answer.equals(POWER_CUT)) {
      line.close();
    } else if (!answer.equals(SILENCE)) {
      say(chatter);
      say("\r\n" + answer + "\r\n");
    }
  }

  private void say(String text) throws IOException {
    OutputStream out = line.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    open.close();
    Files.deleteIfExists(port);
    line.close();
    socat.destroy();
  }
}
