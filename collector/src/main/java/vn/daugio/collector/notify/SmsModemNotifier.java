package vn.daugio.collector.notify;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.ConfigMap;

/**
 * Text messages by a GSM modem at a serial port: what still works when the Internet is down. The
 * port is opened for each letter and closed again; one letter at a time.
 */
final class SmsModemNotifier implements Notifier {
  private static final Pattern PIN = Pattern.compile("[0-9]{4,8}");
  private static final Pattern PORT = Pattern.compile("(/[A-Za-z0-9._/:-]{1,200}|COM[0-9]{1,3})");

  /** Of a letter's whole conversation; shorter than the dispatcher waits for a channel. */
  private static final Duration TALK = Duration.ofSeconds(65);

  private static final Duration TO_LEAVE = Duration.ofSeconds(5);

  private final String name;
  private final Line line;
  private final SmsStyle style;
  private final GsmModem.Waits waits;
  private final AtomicBoolean pinRefused = new AtomicBoolean();

  /** A port that hangs in the system holds up one thread, and never a second one. */
  private final Semaphore free = new Semaphore(1);

  /**
   * @param pin null: the SIM has none
   */
  record Line(String port, int baud, @Nullable String pin) {
    @Override
    public String toString() {
      return "Line[" + port + "]";
    }
  }

  SmsModemNotifier(String name, Line line, SmsStyle style, GsmModem.Waits waits) {
    this.name = name;
    this.line = line;
    this.style = style;
    this.waits = waits;
  }

  static Notifier read(String name, ConfigMap map, SecretFiles files) {
    String port = map.text("port");
    if (!port.isEmpty() && !PORT.matcher(port).matches()) {
      map.problems().add(map.path() + ".port", "a port like /dev/ttyUSB0 or COM3 is expected");
    }
    @Nullable String pin =
        map.has("pin-file") ? ChannelConfig.secret(map, files, "pin-file", PIN) : null;
    int baud = (int) map.whole("baud", 115_200, 1200, 921_600);
    return new SmsModemNotifier(
        name, new Line(port, baud, pin), SmsStyle.read(map), GsmModem.Waits.USUAL);
  }

  @Override
  public Channel channel() {
    return Channel.SMS_MODEM;
  }

  @Override
  public String name() {
    return channel().code() + ":" + name;
  }

  @Override
  public int longest() {
    return style.longest();
  }

  @Override
  public Delivery send(Letter letter, String address) {
    return Phone.reach(name, address, phone -> send(letter, phone));
  }

  private Delivery send(Letter letter, Phone phone) {
    if (!free.tryAcquire()) {
      return new Delivery.RetryLater(name + ": the modem is busy");
    }
    CompletableFuture<Delivery> came = new CompletableFuture<>();
    Thread thread = new Thread(() -> work(letter, phone, came), "daugio-modem");
    thread.setDaemon(true);
    thread.start();
    try {
      return came.get(TALK.plus(TO_LEAVE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      thread.interrupt();
      return new Delivery.RetryLater(name + ": the port hangs");
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return new Delivery.RetryLater(name + ": stopped");
    }
  }

  private void work(Letter letter, Phone phone, CompletableFuture<Delivery> came) {
    Delivery delivery = new Delivery.RetryLater(name + ": the port failed");
    try {
      delivery = talk(letter, phone);
    } catch (LinkageError e) {
      delivery = new Delivery.Misconfigured(name + ": the library of serial ports does not load");
    } finally {
      free.release();
      came.complete(delivery);
    }
  }

  private Delivery talk(Letter letter, Phone phone) {
    SerialLink link;
    try {
      link = SerialPortLink.open(line.port(), line.baud());
    } catch (IOException e) {
      return new Delivery.Misconfigured(name + ": " + e.getMessage());
    }
    try (link) {
      GsmModem modem = new GsmModem(name, new AtDialogue(link, TALK), waits);
      @Nullable Delivery unready = modem.prepare(pinRefused.get() ? null : line.pin());
      if (modem.isPinRefused()) {
        pinRefused.set(true);
      }
      if (unready != null) {
        return unready;
      }
      int reference = RequestId.of(letter, phone.international(), 50).hashCode() & 0xFF;
      return modem.send(phone, style.write(letter), reference);
    } catch (IOException e) {
      return new Delivery.RetryLater(name + ": the modem is gone");
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
