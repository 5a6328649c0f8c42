package vn.daugio.agent.probe;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import vn.daugio.agent.os.Deadline;

/** What the probes over sockets share: an end that a slow peer cannot move, and their failures. */
final class Deadlines {
  private Deadlines() {}

  /**
   * Closes a socket when the deadline is over, unless the returned guard is closed before: a read
   * timeout alone begins anew with every byte that a peer lets drip.
   */
  static Guard guard(Closeable socket, Deadline deadline) {
    CompletableFuture<Boolean> done =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(false, deadline.remaining().toMillis() + 1, TimeUnit.MILLISECONDS);
    var unused =
        done.thenAccept(
            inTime -> {
              if (!inTime) {
                closeQuietly(socket);
              }
            });
    return () -> done.complete(true);
  }

  /** Ends the watch over a socket. */
  interface Guard extends AutoCloseable {
    @Override
    void close();
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // closing is all that can be done; the reader sees its own failure
    }
  }

  /** The failure that an input or output error of a socket stands for. */
  static ProbeException failure(String step, IOException e, Deadline deadline) {
    ProbeFailure failure = ProbeFailure.UNREACHABLE;
    if (e instanceof SocketTimeoutException || deadline.isOver()) {
      failure = ProbeFailure.TIMED_OUT;
    } else if (e instanceof PortUnreachableException || isRefused(e)) {
      failure = ProbeFailure.REFUSED;
    }
    return new ProbeException(
        failure, step + ": " + failure.name().toLowerCase(java.util.Locale.ROOT), e);
  }

  private static boolean isRefused(IOException e) {
    return e instanceof ConnectException
        && !(e instanceof NoRouteToHostException)
        && String.valueOf(e.getMessage()).contains("refused");
  }
}
