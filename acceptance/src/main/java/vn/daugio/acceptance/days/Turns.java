package vn.daugio.acceptance.days;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Calls the repeated work of a collector in turns instead of by the machine's time: once each for
 * every byte that comes in on a port of loopback, and answers when it is done. What is to be called
 * once guards sockets, and those live by the machine's time.
 */
final class Turns extends ScheduledThreadPoolExecutor {
  private final List<Repeated> work = new CopyOnWriteArrayList<>();

  private record Repeated(Runnable task, ScheduledFuture<?> future) {}

  private Turns() {
    super(1);
    setRemoveOnCancelPolicy(true);
  }

  /** Begins to listen. */
  static Turns on(int port) {
    try {
      ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      Turns turns = new Turns();
      Thread thread = new Thread(() -> turns.serve(server), "turns");
      thread.setDaemon(true);
      thread.start();
      return turns;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initial, long delay, TimeUnit unit) {
    ScheduledFuture<?> future = schedule(() -> {}, 365, TimeUnit.DAYS);
    work.add(new Repeated(task, future));
    return future;
  }

  private void serve(ServerSocket listening) {
    try (ServerSocket server = listening) {
      while (true) {
        try (Socket player = server.accept()) {
          player.setTcpNoDelay(true);
          turns(player);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void turns(Socket player) throws IOException {
    InputStream in = player.getInputStream();
    for (int turn = in.read(); turn >= 0; turn = in.read()) {
      work.stream().filter(one -> !one.future().isCancelled()).forEach(one -> one.task().run());
      player.getOutputStream().write(turn);
      player.getOutputStream().flush();
    }
  }
}
