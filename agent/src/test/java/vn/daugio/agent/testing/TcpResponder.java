package vn.daugio.agent.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A peer on the loopback that treats each connection as a test wants, however wrong. */
public final class TcpResponder implements AutoCloseable {
  private final ServerSocket socket;

  /** What is done with a connection; it is closed afterwards. */
  public interface Service {
    void serve(Socket connection, int number) throws IOException;
  }

  private TcpResponder(ServerSocket socket) {
    this.socket = socket;
  }

  public static TcpResponder start(Service service) throws IOException {
    ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(() -> serve(socket, service), "responder");
    thread.setDaemon(true);
    thread.start();
    return new TcpResponder(socket);
  }

  private static void serve(ServerSocket socket, Service service) {
    for (int number = 1; !socket.isClosed(); number++) {
      try (Socket connection = socket.accept()) {
        service.serve(connection, number);
      } catch (IOException e) {
        // the client left, or the test is over
      }
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
