package vn.daugio.collector.notify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on loopback that answers everything alike, well or badly. */
final class TestWeb implements AutoCloseable {
  /** What it does with a request. */
  enum Manner {
    ANSWER,
    /** Takes the request and says nothing. */
    HANG,
    /** Breaks the connection off. */
    RESET,
    /** Sends its body one byte at a time, without end. */
    DRIP
  }

  /**
   * @param headers with names in lower case
   */
  record Got(String method, String path, Map<String, String> headers, String body) {}

  final List<Got> got = new CopyOnWriteArrayList<>();
  volatile Manner manner = Manner.ANSWER;
  volatile int status = 200;
  volatile String headers = "";
  volatile String body = "";
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  TestWeb() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "test-web");
    thread.setDaemon(true);
    thread.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        start(() -> serve(socket));
      } catch (IOException e) {
        // the test is over
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Got request = read(socket.getInputStream());
      got.add(request);
      OutputStream out = socket.getOutputStream();
      switch (manner) {
        case ANSWER -> out.write(answer().getBytes(StandardCharsets.UTF_8));
        case RESET -> socket.setSoLinger(true, 0);
        case HANG -> socket.getInputStream().read();
        case DRIP -> drip(out);
      }
      out.flush();
    } catch (IOException e) {
      // the other side went away
    }
  }

  private String answer() {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return "HTTP/1.1 "
        + status
        + " Status\r\nConnection: close\r\nLocation: /elsewhere\r\n"
        + (status == 204 || status == 304 ? "" : "Content-Length: " + length + "\r\n")
        + headers
        + "\r\n"
        + (status == 204 || status == 304 ? "" : body);
  }

  private static void drip(OutputStream out) throws IOException {
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    while (true) {
      out.write('x');
      out.flush();
      try {
        java.util.concurrent.TimeUnit.MILLISECONDS.sleep(20);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static Got read(InputStream in) throws IOException {
    String[] first = line(in).split(" ", -1);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Got(first[0], first[1], headers, body);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("no request");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
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
