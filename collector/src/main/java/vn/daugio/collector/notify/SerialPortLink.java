package vn.daugio.collector.notify;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** A serial port of this machine; nobody else may have it open at the same time. */
final class SerialPortLink implements SerialLink {
  private static final int MOST_BYTES = 4096;
  private static final int DATA_BITS = 8;

  private final SerialPort port;

  private SerialPortLink(SerialPort port) {
    this.port = port;
  }

  /**
   * @param name {@code /dev/ttyUSB0}, {@code COM3}
   * @throws IOException when there is none, or another program has it
   */
  static SerialLink open(String name, int baud) throws IOException {
    SerialPort port;
    try {
      port = SerialPort.getCommPort(name);
    } catch (SerialPortInvalidPortException e) {
      throw new IOException("there is no such port", e);
    }
    port.setComPortParameters(baud, DATA_BITS, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    if (!port.openPort(0)) {
      throw new IOException("the port cannot be opened");
    }
    return new SerialPortLink(port);
  }

  @Override
  public byte[] read(Duration within) throws IOException {
    int millis = (int) Math.max(1, within.toMillis());
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, millis, 0);
    byte[] bytes = new byte[MOST_BYTES];
    int count = port.readBytes(bytes, bytes.length);
    if (count < 0) {
      throw new IOException("the modem is gone");
    }
    return Arrays.copyOf(bytes, count);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    if (port.writeBytes(bytes, bytes.length) != bytes.length) {
      throw new IOException("the modem is gone");
    }
  }

  @Override
  public void close() {
    port.closePort();
  }
}
