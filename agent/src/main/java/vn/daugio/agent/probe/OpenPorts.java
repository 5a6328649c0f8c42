package vn.daugio.agent.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import vn.daugio.agent.os.Deadline;

/** Whether a host shows any sign of life on TCP ports that its kind of device usually serves. */
public final class OpenPorts {
  private static final Duration TRY = Duration.ofMillis(600);

  private OpenPorts() {}

  /**
   * @param host address or name
   * @param refusedCounts whether a refused connection proves the device alive; on loopback it only
   *     proves this computer
   */
  public static boolean anyAnswers(
      String host, boolean refusedCounts, Deadline deadline, int... ports) {
    for (int port : ports) {
      if (deadline.isOver()) {
        return false;
      }
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(host, port), Math.toIntExact(deadline.atMost(TRY).toMillis()));
        return true;
      } catch (ConnectException e) {
        // "no route to host" is a ConnectException's sibling, not this one: here somebody refused
        if (refusedCounts && isRefusal(e)) {
          return true;
        }
      } catch (IOException e) {
        // this port says nothing; the next one may
      }
    }
    return false;
  }

  private static boolean isRefusal(ConnectException e) {
    String message = e.getMessage();
    return message != null && message.contains("refused");
  }
}
