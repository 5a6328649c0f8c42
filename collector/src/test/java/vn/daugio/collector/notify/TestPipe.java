package vn.daugio.collector.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP server on loopback that takes bytes, well or badly. */
final class TestPipe implements AutoCloseable {
  enum Manner {
    /** Reads to the end, then ends the connection. */
    READ_ALL,
    /** Takes the connection and does nothing. */
    HANG,
    /** Reads a byte and breaks off. */
    RESET,
    /** Talks back as long as somebody listens. */
    CHATTER
  }

  final List<String> got = new CopyOnWriteArrayList<>();
  volatile Manner manner = Manner.READ_ALL;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  TestPipe() {
    try {
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::accept, "test-pipe");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        serve(socket);
      } catch (IOException e) {
        // the other side or the test has ended it
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    switch (manner) {
      case READ_ALL -> {
        got.add(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        socket.close();
      }
      case RESET -> {
        socket.getInputStream().read();
        socket.setSoLinger(true, 0);
        socket.close();
      }
      case CHATTER -> {
        while (true) {
          socket.getOutputStream().write("bla ".repeat(100).getBytes(StandardCharsets.US_ASCII));
        }
      }
      case HANG -> {
        // until the test ends it
      }
    }
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
