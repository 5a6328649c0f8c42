package vn.daugio.agent.testing;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A peer on the loopback that answers datagrams as a test wants, however wrong. */
public final class UdpResponder implements AutoCloseable {
  private final DatagramSocket socket;
  private volatile @Nullable InetAddress lastSender;

  private UdpResponder(DatagramSocket socket) {
    this.socket = socket;
  }

  /**
   * @param answer of a request; empty: silence
   */
  public static UdpResponder start(UnaryOperator<byte[]> answer) throws IOException {
    DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    UdpResponder responder = new UdpResponder(socket);
    Thread thread = new Thread(() -> responder.serve(answer), "responder");
    thread.setDaemon(true);
    thread.start();
    return responder;
  }

  private void serve(UnaryOperator<byte[]> answer) {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        socket.receive(packet);
        lastSender = packet.getAddress();
        byte[] bytes = answer.apply(Arrays.copyOf(packet.getData(), packet.getLength()));
        if (bytes.length > 0) {
          socket.send(new DatagramPacket(bytes, bytes.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  public @Nullable InetAddress lastSender() {
    return lastSender;
  }

  @Override
  public void close() {
    socket.close();
  }
}
