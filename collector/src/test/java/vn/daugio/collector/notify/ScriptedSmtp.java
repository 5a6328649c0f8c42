package vn.daugio.collector.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server on loopback that answers each command as the test says. */
final class ScriptedSmtp implements AutoCloseable {
  /** Says nothing more and keeps the connection. */
  static final String HANG = "hang";

  /** Ends the connection without a word. */
  static final String HANG_UP = "hang up";

  final List<String> heard = new CopyOnWriteArrayList<>();
  private final Map<String, String> replies =
      new ConcurrentHashMap<>(
          Map.of(
              "greeting", "220 mail.example ESMTP",
              "ehlo", "250-mail.example\r\n250 AUTH PLAIN",
              "auth", "235 2.7.0 welcome",
              "data", "354 go on",
              ".", "250 2.0.0 queued",
              "quit", "221 bye"));
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  ScriptedSmtp() {
    try {
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::accept, "scripted-smtp");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /**
   * @param command in lower case; "greeting" and "." (the end of the text), too
   */
  ScriptedSmtp answering(String command, String reply) {
    replies.put(command, reply);
    return this;
  }

  private void accept() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        open.add(socket);
        talk(socket);
      } catch (IOException e) {
        // the next one
      }
    }
  }

  private void talk(Socket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    boolean on = reply(socket, "greeting");
    boolean text = false;
    while (on) {
      String line = in.readLine();
      if (line == null) {
        return;
      }
      heard.add(line);
      if (text) {
        text = !line.equals(".");
        on = text || reply(socket, ".");
      } else {
        String command = line.split("[ :]", 2)[0].toLowerCase(Locale.ROOT);
        on = reply(socket, command);
        text = command.equals("data") && replies.getOrDefault("data", "").startsWith("354");
      }
    }
  }

  /** Whether the talk goes on. */
  private boolean reply(Socket socket, String to) throws IOException {
    String reply = replies.getOrDefault(to, "250 2.1.0 ok");
    if (reply.equals(HANG)) {
      // until the other side gives up
      return socket.getInputStream().read() < -1;
    }
    if (reply.equals(HANG_UP)) {
      return false;
    }
    socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
    return !reply.startsWith("421");
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
