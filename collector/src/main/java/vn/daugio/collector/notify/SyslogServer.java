package vn.daugio.collector.notify;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Where syslog messages go, and how they get there.
 *
 * @param trust whose certificates are believed
 * @param timeout of the connection, and of the wait for the other side's end of it
 */
record SyslogServer(
    String host, int port, Transport transport, SSLContext trust, Duration timeout) {
  private static final int MOST_HEARD = 4096;

  /** A refusal of a datagram comes back at once, or never. */
  private static final int REFUSAL_MILLIS = 100;

  enum Transport {
    /** RFC 5426; one message a datagram that no network has to split. */
    UDP(514, 1232),
    /** RFC 6587 section 3.4.1: the length goes before each message. */
    TCP(601, 8192),
    /** RFC 5425, which frames alike. */
    TLS(6514, 8192);

    private final int usualPort;
    private final int mostBytes;

    Transport(int usualPort, int mostBytes) {
      this.usualPort = usualPort;
      this.mostBytes = mostBytes;
    }

    int usualPort() {
      return usualPort;
    }

    /** What every receiver takes. */
    int mostBytes() {
      return mostBytes;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws IOException when it is not known that the other side has it; over UDP that is known
   *     only where it refuses
   */
  void send(byte[] message) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IOException("the name is unknown");
    }
    switch (transport) {
      case UDP -> datagram(address, message);
      case TCP -> {
        try (Socket socket = new Socket()) {
          connect(socket, address);
          hand(socket, message);
        }
      }
      case TLS -> {
        try (Socket plain = new Socket()) {
          connect(plain, address);
          encrypted(plain, message);
        }
      }
    }
  }

  private static void datagram(InetSocketAddress address, byte[] message) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(address);
      socket.send(new DatagramPacket(message, message.length));
      socket.setSoTimeout(REFUSAL_MILLIS);
      socket.receive(new DatagramPacket(new byte[1], 1));
    } catch (SocketTimeoutException e) {
      // nobody has refused it
    }
  }

  private void connect(Socket socket, InetSocketAddress address) throws IOException {
    socket.setSoTimeout((int) timeout.toMillis());
    socket.connect(address, (int) timeout.toMillis());
  }

  private void encrypted(Socket plain, byte[] message) throws IOException {
    try (SSLSocket socket =
        (SSLSocket) trust.getSocketFactory().createSocket(plain, host, port, true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      hand(socket, message);
    }
  }

  /**
   * Syslog has no receipt. But who ends the connection after our end of it has read all that came
   * before.
   */
  private void hand(Socket socket, byte[] message) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream(message.length + 8);
    frame.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(message);
    socket.getOutputStream().write(frame.toByteArray());
    socket.getOutputStream().flush();
    socket.shutdownOutput();
    long deadline = System.nanoTime() + timeout.toNanos();
    InputStream in = socket.getInputStream();
    try {
      for (int heard = 0; in.read() >= 0; heard++) {
        if (heard > MOST_HEARD || System.nanoTime() > deadline) {
          throw new InterruptedIOException("it does not end the connection");
        }
      }
    } catch (EOFException e) {
      // an end without TLS's own word for it is one
    }
  }
}
