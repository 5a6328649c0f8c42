package vn.daugio.acceptance.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A warm client of a blackbox exporter: some connections that stay open, each with a thread, and as
 * little work of its own as can be.
 */
final class ProbeExporter implements AutoCloseable {
  private final List<Socket> connections = new ArrayList<>();
  private final ExecutorService threads;

  ProbeExporter(int port, int atATime) throws IOException {
    for (int i = 0; i < atATime; i++) {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      connections.add(socket);
    }
    threads = Executors.newFixedThreadPool(atATime);
  }

  /**
   * Asks for all of them and returns how many probes succeeded.
   *
   * @param targets as the exporter takes them
   */
  int ask(String module, List<String> targets) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    AtomicInteger fine = new AtomicInteger();
    List<Callable<Boolean>> clients = new ArrayList<>();
    for (Socket connection : connections) {
      clients.add(
          () -> {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (int i = next.getAndIncrement(); i < targets.size(); i = next.getAndIncrement()) {
              String path = "/probe?module=" + module + "&target=" + targets.get(i);
              String request = "GET " + path + " HTTP/1.1\r\nHost: exporter\r\n\r\n";
              connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
              if (answer(in).contains("\nprobe_success 1")) {
                fine.incrementAndGet();
              }
            }
            return true;
          });
    }
    try {
      for (Future<Boolean> client : threads.invokeAll(clients)) {
        client.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return fine.get();
  }

  private static String answer(InputStream in) throws IOException {
    int length = -1;
    boolean chunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring("Content-Length: ".length()));
      }
      chunked |= line.equals("Transfer-Encoding: chunked");
    }
    if (!chunked) {
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
    StringBuilder body = new StringBuilder();
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      body.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
      line(in);
    }
    line(in);
    return body.toString();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = in.read(); one != '\n'; one = in.read()) {
      if (one < 0) {
        throw new IOException("the exporter closed the connection");
      }
      if (one != '\r') {
        line.append((char) one);
      }
    }
    return line.toString();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    for (Socket connection : connections) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
