package vn.daugio.agent.probe;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;

/**
 * The connection below the SMB library: opened within a deadline, closed when it is over, and deaf
 * to messages larger than any that a small round trip needs. The library would allocate whatever
 * length a server claims, 16 MB at most, in an agent of 24 MB.
 */
final class SmbSocket extends Socket {
  static final int LARGEST_MESSAGE = 256 * 1024;

  @Override
  public InputStream getInputStream() throws IOException {
    return new Bounded(super.getInputStream());
  }

  /** Opens the first of the addresses that answers. */
  static SmbSocket open(List<InetAddress> addresses, int port, Deadline deadline)
      throws IOException {
    @Nullable IOException last = null;
    int left = addresses.size();
    for (InetAddress address : addresses) {
      Deadline share = Deadline.in(deadline.remaining().dividedBy(left--));
      SmbSocket socket = new SmbSocket();
      try {
        TcpConnect.connect(socket, new InetSocketAddress(address, port), null, share);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last == null ? new IOException("no address") : last;
  }

  /** Hands out one connection that is already open. */
  static SocketFactory factory(SmbSocket open) {
    return new SocketFactory() {
      @Override
      public Socket createSocket(String host, int port) throws IOException {
        // a second connection, such as a referral to another server, is not for us
        if (open.isClosed() || port != open.getPort()) {
          throw new IOException("one connection only");
        }
        return open;
      }

      @Override
      public Socket createSocket(String host, int port, InetAddress local, int localPort)
          throws IOException {
        return createSocket(host, port);
      }

      @Override
      public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
      }

      @Override
      public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
          throws IOException {
        return createSocket(host.getHostAddress(), port);
      }
    };
  }

  /** The timeout of one exchange, so that a server that answers every byte late is left early. */
  static Duration step(Deadline deadline) {
    return deadline.atMost(Duration.ofSeconds(6));
  }

  /** Watches the lengths of direct TCP transport packets (MS-SMB2 2.1). */
  private static final class Bounded extends FilterInputStream {
    private int header;
    private int length;
    private int body;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      if (read >= 0) {
        take(read);
      }
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
      int read = in.read(buffer, offset, most);
      for (int i = 0; i < read; i++) {
        take(buffer[offset + i] & 0xFF);
      }
      return read;
    }

    private void take(int octet) throws IOException {
      if (body > 0) {
        body--;
        return;
      }
      length = header == 0 ? 0 : length << 8 | octet;
      if (++header == 4) {
        header = 0;
        body = length;
        if (length > LARGEST_MESSAGE) {
          throw new IOException("SMB message larger than any real one");
        }
      }
    }
  }
}
