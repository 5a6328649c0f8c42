package vn.daugio.agent.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of the loopback at which connections time out: its queue is full and nobody accepts. A
 * dead peer has to be made like this, for an "unreachable" address is routed out of the machine.
 */
public final class DeafPort implements AutoCloseable {
  private static final int MOST = 16;

  private final ServerSocket socket;
  private final List<Socket> waiting = new ArrayList<>();

  private DeafPort(ServerSocket socket) {
    this.socket = socket;
  }

  public static DeafPort at(InetAddress address) throws IOException {
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException("not on the loopback: " + address);
    }
    DeafPort port = new DeafPort(new ServerSocket(0, 1, address));
    for (int i = 0; i < MOST; i++) {
      Socket client = new Socket();
      port.waiting.add(client);
      try {
        client.connect(new InetSocketAddress(address, port.port()), 300);
      } catch (SocketTimeoutException e) {
        return port;
      }
    }
    port.close();
    throw new AssertionError("the queue of a port never filled");
  }

  public int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    for (Socket client : waiting) {
      client.close();
    }
    socket.close();
  }
}
