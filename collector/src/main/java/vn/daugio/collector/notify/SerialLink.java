package vn.daugio.collector.notify;

import java.io.IOException;
import java.time.Duration;

/** A line of bytes to a modem. */
interface SerialLink extends AutoCloseable {
  /**
   * What has come, waiting for the first byte.
   *
   * @return empty when nothing came
   * @throws IOException when the line is gone
   */
  byte[] read(Duration within) throws IOException;

  void write(byte[] bytes) throws IOException;

  @Override
  void close();
}
