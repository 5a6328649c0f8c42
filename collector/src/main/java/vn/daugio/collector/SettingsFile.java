package vn.daugio.collector;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.CollectorSettings.Access;
import vn.daugio.collector.CollectorSettings.Listen;
import vn.daugio.collector.CollectorSettings.Tls;
import vn.daugio.collector.notify.Channel;
import vn.daugio.collector.notify.Manners;
import vn.daugio.collector.notify.Notifier;
import vn.daugio.collector.notify.Notifiers;
import vn.daugio.collector.notify.SecretFiles;
import vn.daugio.collector.notify.Webhook;
import vn.daugio.collector.office.YamlFile;
import vn.daugio.collector.store.Database;
import vn.daugio.protocol.ConfigException;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Problems;

/** Reads the collector's configuration file; relative paths are relative to the file. */
final class SettingsFile implements SecretFiles {
  private static final int SHORTEST_TOKEN = 16;
  private static final int LAST_PORT = 65_535;

  /** One writes, one reads. */
  private static final int SMALLEST_POOL = 2;

  private static final int MOST_POOL = 200;

  private final Path folder;
  private final Problems problems = new Problems();

  private SettingsFile(Path folder) {
    this.folder = folder;
  }

  /**
   * @throws ConfigException with all problems of the file
   */
  static CollectorSettings read(Path file) {
    Object parsed = YamlFile.read(file);
    SettingsFile reader = new SettingsFile(file.toAbsolutePath().resolveSibling(""));
    CollectorSettings settings = reader.settings(ConfigMap.of("", parsed, reader.problems));
    reader.problems.throwIfAny(file.toString());
    return settings;
  }

  private CollectorSettings settings(ConfigMap root) {
    Path data = folder.resolve(root.textOr("data-directory", "var/data")).normalize();
    Database database =
        root.has("database")
            ? database(root.map("database"))
            : new Database.SqliteFile(CollectorSettings.embedded(data));
    Path plan = folder.resolve(root.text("plan")).normalize();
    if (root.has("plan") && !Files.isReadable(plan)) {
      problems.add("plan", plan + " cannot be read");
    }
    Listen listen = listen(root.map("listen"));
    String scheme = listen.tls() == null ? "http" : "https";
    String usual = scheme + "://" + listen.host() + ":" + listen.port();
    String publicUrl = root.textOr("public-url", usual);
    if (!isWeb(publicUrl)) {
      problems.add("public-url", "an address with http:// or https:// is expected: " + publicUrl);
    }
    Access access = access(root);
    List<Notifier> channels = Notifiers.read(root, this);
    Manners manners = Manners.read(root);
    List<Webhook> webhooks = webhooks(root, channels);
    Duration retention = root.duration("report-retention", Duration.ofDays(90));
    if (retention.compareTo(Duration.ofDays(36)) < 0) {
      problems.add("report-retention", "at least 36d, because reports may come 35 days late");
    }
    root.done();
    return new CollectorSettings(
        data,
        database,
        plan,
        listen,
        publicUrl.replaceAll("/+$", ""),
        access,
        channels,
        webhooks,
        retention,
        manners);
  }

  private Database database(ConfigMap map) {
    String url = map.text("url");
    if (map.has("url")) {
      Database.PostgresServer.problem(url)
          .ifPresent(problem -> problems.add(map.path() + ".url", problem));
    }
    String user = map.text("user");
    @Nullable String password = map.has("password-file") ? secret(map, "password-file") : null;
    int pool =
        (int) map.whole("pool-size", Database.PostgresServer.USUAL_POOL, SMALLEST_POOL, MOST_POOL);
    map.done();
    return new Database.PostgresServer(url, user, password, pool);
  }

  private Listen listen(ConfigMap map) {
    String host = map.textOr("host", "127.0.0.1");
    int port = (int) map.whole("port", 8080, 0, LAST_PORT);
    int adminPort = (int) map.whole("admin-port", 8081, 0, LAST_PORT);
    if (port == adminPort && port != 0) {
      problems.add("listen.admin-port", port + " is the application's port already");
    }
    Tls tls = map.has("tls") ? tls(map.map("tls")) : null;
    boolean loopback = HostPort.parse(host).map(HostPort::isLoopback).orElse(false);
    if (tls == null && !loopback) {
      problems.add("listen.host", "plain HTTP only on loopback; " + host + " needs tls");
    }
    map.done();
    return new Listen(host, port, adminPort, tls);
  }

  private Tls tls(ConfigMap map) {
    Path keystore = folder.resolve(map.text("keystore-file")).normalize();
    @Nullable String password = secret(map, "password-file");
    map.done();
    if (password != null) {
      try (InputStream in = Files.newInputStream(keystore)) {
        KeyStore.getInstance("PKCS12").load(in, password.toCharArray());
      } catch (IOException | GeneralSecurityException e) {
        problems.add(
            map.path() + ".keystore-file", keystore + " is no PKCS#12 file for this password");
      }
    }
    return new Tls(keystore, password == null ? "" : password);
  }

  private List<Webhook> webhooks(ConfigMap root, List<Notifier> channels) {
    List<Webhook> webhooks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    String kind = Channel.WEBHOOK.code() + ":";
    channels.stream()
        .map(Notifier::name)
        .filter(name -> name.startsWith(kind))
        .forEach(name -> names.add(name.substring(kind.length())));
    for (ConfigMap map : root.maps("webhooks")) {
      String name = map.text("name");
      if (map.has("name") && name.isBlank()) {
        problems.add(map.path() + ".name", "is empty");
      } else if (!name.isEmpty() && !names.add(name)) {
        problems.add(map.path() + ".name", "a second webhook is named '" + name + "'");
      }
      String url = map.text("url");
      boolean web = isWeb(url);
      if (!web && !url.isEmpty()) {
        problems.add(map.path() + ".url", "an address with http:// or https:// is expected");
      }
      @Nullable String secret = map.has("secret-file") ? secret(map, "secret-file") : null;
      map.done();
      webhooks.add(new Webhook(name, URI.create(web ? url : "http://localhost"), secret));
    }
    return webhooks;
  }

  private static boolean isWeb(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      return uri.getHost() != null && ("http".equals(scheme) || "https".equals(scheme));
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private Access access(ConfigMap root) {
    @Nullable String operator = token(root, "operator-token-file");
    @Nullable String reader = token(root, "read-token-file");
    @Nullable String alertmanager = token(root, "alertmanager-token-file");
    if (alertmanager != null && (alertmanager.equals(operator) || alertmanager.equals(reader))) {
      problems.add("alertmanager-token-file", "this is another one's token; give it its own");
    }
    return new Access(operator, reader, alertmanager, root.flag("loopback-read", false));
  }

  private @Nullable String token(ConfigMap map, String key) {
    if (!map.has(key)) {
      return null;
    }
    @Nullable String token = secret(map, key);
    if (token != null && token.length() < SHORTEST_TOKEN) {
      problems.add(key, "the token has fewer than " + SHORTEST_TOKEN + " characters");
    }
    return token;
  }

  @Override
  public Path file(ConfigMap map, String key) {
    return folder.resolve(map.text(key)).normalize();
  }

  @Override
  public @Nullable String secret(ConfigMap map, String key) {
    String name = map.text(key);
    Path file = folder.resolve(name);
    String at = map.path().isEmpty() ? key : map.path() + "." + key;
    try {
      String secret = Files.readString(file).strip();
      if (!secret.isEmpty()) {
        return secret;
      }
      problems.add(at, file + " is empty");
    } catch (IOException e) {
      if (!name.isEmpty()) {
        problems.add(at, file + " cannot be read");
      }
    }
    return null;
  }
}
