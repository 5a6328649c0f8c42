package vn.daugio.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.notify.Manners;
import vn.daugio.collector.notify.Notifier;
import vn.daugio.collector.store.Database;
import vn.daugio.protocol.ConfigException;

class SettingsFileTest {
  private static final String GOOD =
      """
      data-directory: data
      database: {url: "jdbc:postgresql://127.0.0.1/daugio", user: dg, password-file: read, pool-size: 7}
      plan: plan.yaml
      listen: {host: 127.0.0.1, port: 8080, admin-port: 8081}
      public-url: "https://collector.example/"
      loopback-read: true
      operator-token-file: operator
      read-token-file: read
      webhooks: [{name: a, url: "https://chat.example/x?key=k", secret-file: read}]
      channels:
        - {name: nhom, kind: webhook, url: "https://chat.example/y", most-per-minute: 12}
      quiet: {from-severity: critical}
      digest-above: 9
      report-retention: 60d
      """;

  @TempDir private Path folder;

  @BeforeEach
  void secrets() throws IOException {
    Files.writeString(folder.resolve("operator"), "0123456789abcdef\n");
    Files.writeString(folder.resolve("read"), "fedcba9876543210");
    Files.writeString(folder.resolve("short"), "0123456789abcde");
    Files.writeString(folder.resolve("empty"), "\n");
    Files.writeString(folder.resolve("plan.yaml"), "");
  }

  private CollectorSettings read(String yaml) {
    try {
      return SettingsFile.read(Files.writeString(folder.resolve("c.yaml"), yaml));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private List<String> problems(String yaml) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> read(yaml));
    assertThat(e).as("the file should have a problem").isNotNull();
    return e.problems();
  }

  @Test
  void aGoodFileIsRead() {
    CollectorSettings settings = read(GOOD);
    assertThat(settings.dataDirectory()).isEqualTo(folder.resolve("data"));
    assertThat(settings.database())
        .isEqualTo(
            new Database.PostgresServer(
                "jdbc:postgresql://127.0.0.1/daugio", "dg", "fedcba9876543210", 7));
    assertThat(settings.publicUrl()).isEqualTo("https://collector.example");
    assertThat(settings.access())
        .isEqualTo(
            new CollectorSettings.Access("0123456789abcdef", "fedcba9876543210", null, true));
    assertThat(settings.retention()).isEqualTo(Duration.ofDays(60));
    assertThat(settings.manners()).isEqualTo(new Manners(Severity.CRITICAL, 9));
    assertThat(settings.channels()).extracting(Notifier::name).containsExactly("webhook:nhom");
    assertThat(settings.webhooks().get(0).secret()).isEqualTo("fedcba9876543210");
  }

  @Test
  void defaultsAreSafe() {
    CollectorSettings settings = read("plan: plan.yaml");
    assertThat(settings.dataDirectory()).isEqualTo(folder.resolve("var/data"));
    assertThat(settings.database())
        .isEqualTo(new Database.SqliteFile(folder.resolve("var/data/daugio.db")));
    assertThat(settings.listen())
        .isEqualTo(new CollectorSettings.Listen("127.0.0.1", 8080, 8081, null));
    assertThat(settings.access()).isEqualTo(new CollectorSettings.Access(null, null, null, false));
    assertThat(settings.publicUrl()).isEqualTo("http://127.0.0.1:8080");
    assertThat(settings.manners()).isEqualTo(new Manners(Severity.HIGH, 5));
  }

  @Test
  void secretsAreNotShown() {
    String shown = read(GOOD).toString();
    assertThat(shown).doesNotContain("0123456789abcdef", "fedcba9876543210", "key=k");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plan: plan.yaml | pan: plan.yaml | plan: is missing",
        "plan: plan.yaml | pan: plan.yaml | unknown key 'pan'; did you mean 'plan'?",
        "plan: plan.yaml | plan: no.yaml | plan: DIR/no.yaml cannot be read",
        "jdbc:postgresql://127.0.0.1/daugio | jdbc:mysql://h/d | database.url: an address like jdbc:postgresql://host/database is expected",
        "127.0.0.1/daugio | 127.0.0.1/daugio?password=x | database.url: user and password have keys of their own",
        "user: dg | usr: dg | database: unknown key 'usr'; did you mean 'user'?",
        "user: dg | usr: dg | database.user: is missing",
        "password-file: read | password-file: none | database.password-file: DIR/none cannot be read",
        "pool-size: 7 | pool-size: 1 | database.pool-size: a whole number from 2 to 200 is expected, not '1'",
        "host: 127.0.0.1 | host: 0.0.0.0 | listen.host: plain HTTP only on loopback; 0.0.0.0 needs tls",
        "port: 8080 | port: 80800 | listen.port: a whole number from 0 to 65535 is expected, not '80800'",
        "admin-port: 8081 | admin-port: 8080 | listen.admin-port: 8080 is the application's port already",
        "https://collector.example/ | collector | public-url: an address with http:// or https:// is expected: collector",
        "loopback-read: true | loopback-read: yes | loopback-read: true or false is expected, not 'yes'",
        "operator-token-file: operator | operator-token-file: short | operator-token-file: the token has fewer than 16 characters",
        "read-token-file: read | read-token-file: none | read-token-file: DIR/none cannot be read",
        "read-token-file: read | read-token-file: empty | read-token-file: DIR/empty is empty",
        "https://chat.example/x?key=k | ftp://chat | webhooks[0].url: an address with http:// or https:// is expected",
        "secret-file: read | secret-fil: read | webhooks[0]: unknown key 'secret-fil'; did you mean 'secret-file'?",
        "name: nhom | name: a | webhooks[0].name: a second webhook is named 'a'",
        "report-retention: 60d | report-retention: 5d | report-retention: at least 36d, because reports may come 35 days late",
        "most-per-minute: 12 | most-per-minute: 0 | channels[0].most-per-minute: a whole number from 1 to 6000 is expected, not '0'",
        "from-severity: critical | from-severity: bad | quiet.from-severity: info, low, medium, high or critical is expected, not 'bad'",
        "digest-above: 9 | digest-above: 0 | digest-above: a whole number from 1 to 100 is expected, not '0'",
        "admin-port: 8081 | tls: {keystore-file: no.p12, password-file: read} | listen.tls.keystore-file: DIR/no.p12 is no PKCS#12 file for this password",
      })
  void aMistakeIsTold(String good, String bad, String message) {
    assertThat(GOOD).contains(good);
    assertThat(problems(GOOD.replace(good, bad)))
        .contains(message.replace("DIR", folder.toString()));
  }

  @Test
  void allMistakesAreToldAtOnce() {
    assertThat(problems("listen: {host: 0.0.0.0, port: -1}\nfoo: 1")).hasSize(4);
  }

  @Test
  void aMissingFileIsTold() {
    Path missing = folder.resolve("missing.yaml");
    ConfigException e =
        catchThrowableOfType(ConfigException.class, () -> SettingsFile.read(missing));
    assertThat(e).hasMessage(missing + ": 1 problem\n  - there is no such file");
  }
}
