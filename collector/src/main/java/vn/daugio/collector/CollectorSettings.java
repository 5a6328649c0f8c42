package vn.daugio.collector;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.notify.Manners;
import vn.daugio.collector.notify.Notifier;
import vn.daugio.collector.notify.NotifySettings;
import vn.daugio.collector.notify.Webhook;
import vn.daugio.collector.store.Database;

/**
 * What the configuration file says, checked, with defaults filled in.
 *
 * @param dataDirectory where files of its own are, e.g. the embedded database
 * @param database where the data is
 * @param plan the plan file
 * @param listen where it listens
 * @param publicUrl how people reach the pages, without a slash at the end
 * @param access who may read and write
 * @param channels how people are told, in the order in which they are tried
 * @param webhooks where notices go as well
 * @param retention how long raw reports are kept
 * @param manners how much people are told, and when
 */
public record CollectorSettings(
    Path dataDirectory,
    Database database,
    Path plan,
    Listen listen,
    String publicUrl,
    Access access,
    List<Notifier> channels,
    List<Webhook> webhooks,
    Duration retention,
    Manners manners) {
  public CollectorSettings {
    channels = List.copyOf(channels);
    webhooks = List.copyOf(webhooks);
  }

  /** The file of an embedded database. */
  static Path embedded(Path dataDirectory) {
    return dataDirectory.resolve("daugio.db");
  }

  NotifySettings notifySettings() {
    return new NotifySettings(channels, webhooks, publicUrl, manners);
  }

  /**
   * @param port 0..65535; 0: any free one
   * @param adminPort the same, always on loopback
   * @param tls null: plain HTTP, only on loopback
   */
  public record Listen(String host, int port, int adminPort, @Nullable Tls tls) {}

  /** A PKCS#12 keystore and its password. */
  public record Tls(Path keystore, String password) {
    @Override
    public String toString() {
      return "Tls[" + keystore + "]";
    }
  }

  /**
   * @param operatorToken null: nobody may write
   * @param readToken null: nobody may read but operators
   * @param alertmanagerToken null: no Alertmanager may hand over alerts
   * @param loopbackRead whether this machine may read without log-in
   */
  public record Access(
      @Nullable String operatorToken,
      @Nullable String readToken,
      @Nullable String alertmanagerToken,
      boolean loopbackRead) {
    @Override
    public String toString() {
      return "Access[loopbackRead=" + loopbackRead + "]";
    }
  }
}
