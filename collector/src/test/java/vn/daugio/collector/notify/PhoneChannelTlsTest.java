package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.surface.Programs;
import vn.daugio.protocol.Language;

/** Somebody else's certificate: no repetition helps, a person has to look. */
class PhoneChannelTlsTest {
  private static final String CHAT = "6ede9afa66b88fe6d6a9";
  private static final String PHONE = "0912345678";
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final AtomicInteger ASKED = new AtomicInteger();
  @TempDir private static Path folder;
  private static HttpsServer stranger;

  @BeforeAll
  static void start() throws Exception {
    Files.writeString(folder.resolve("secret"), "0123456789:secret-of-the-channel");
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(strangersKeys(), PASSWORD);
    context.init(keys.getKeyManagers(), null, null);
    stranger = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stranger.setHttpsConfigurator(new HttpsConfigurator(context));
    stranger.createContext(
        "/",
        exchange -> {
          ASKED.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    stranger.start();
  }

  /** Of 127.0.0.1, signed by nobody whom Java believes. */
  private static KeyStore strangersKeys() throws Exception {
    Path file = folder.resolve("stranger.p12");
    String made =
        Programs.run(
            folder,
            "",
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                String.valueOf(PASSWORD)));
    assertThat(file).as(made).exists();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  @AfterAll
  static void stop() {
    stranger.stop(0);
  }

  private static void isMisconfigured(Notifier notifier, String address) {
    assertThat(notifier.send(NotifierContract.letter(Notice.Kind.OPENED), address))
        .isEqualTo(
            new Delivery.Misconfigured("to: the certificate of the other side is not believed"));
    assertThat(ASKED).hasValue(0);
  }

  private static Notifier read(String more) {
    String host = "https://127.0.0.1:" + stranger.getAddress().getPort();
    ConfigReading read =
        ConfigReading.of(folder, "channels:\n- {name: to, " + more.replace("URL", host) + "}\n");
    assertThat(read.problems()).isEmpty();
    return read.notifiers().get(0);
  }

  @Test
  void anSmsGateway() {
    isMisconfigured(
        read(
            "kind: sms-gateway, method: get, secret-files: {key: secret},"
                + " url: \"URL/send?k={{secret.key}}&to={{phone}}&m={{text}}\""),
        PHONE);
  }

  @Test
  void aZaloBot() {
    isMisconfigured(read("kind: zalo-bot, token-file: secret, host: \"URL\""), CHAT);
  }

  @Test
  void telegram() {
    Notifier notifier =
        new TelegramNotifier(
            "to",
            URI.create("https://127.0.0.1:" + stranger.getAddress().getPort()),
            "0123456789:secret-of-the-channel",
            Language.EN,
            GatewayHttp.USUAL);
    isMisconfigured(notifier, "-1001234567890");
  }

  /** Either of its two hosts may be another one than it says. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aZaloOfficialAccount(boolean alreadyWithAToken) throws Exception {
    Files.writeString(folder.resolve("refresh"), "");
    try (FakeZaloOa zalo = new FakeZaloOa(folder.resolve("refresh"))) {
      String own = zalo.gateway.url().toString();
      String oauth = alreadyWithAToken ? own : "URL";
      Files.writeString(folder.resolve("app"), FakeZaloOa.APP_SECRET);
      isMisconfigured(
          read(
              "kind: zalo-oa, app-id: \"%s\", secret-key-file: app, refresh-token-file: refresh,"
                      .formatted(FakeZaloOa.APP)
                  + " template: \"301234\", data: [{name: a, text: \"{{brief}}\"}],"
                  + " host: \"URL\", oauth-host: \"%s\"".formatted(oauth)),
          PHONE);
      assertThat(zalo.renewals).hasValue(alreadyWithAToken ? 1 : 0);
    }
  }
}
