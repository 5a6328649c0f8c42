package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.notify.Notifier.Delivery;

class ZaloOaNotifierTest extends NotifierContract {
  private static final String PHONE = "0912345678";
  @TempDir private Path folder;
  private Path refresh;
  private FakeZaloOa zalo;
  private Notifier notifier;

  @BeforeEach
  void start() throws IOException {
    refresh = folder.resolve("refresh");
    Files.writeString(folder.resolve("app"), FakeZaloOa.APP_SECRET);
    zalo = new FakeZaloOa(refresh);
    notifier = another();
  }

  @AfterEach
  void stop() {
    zalo.close();
  }

  private Notifier another() {
    String yaml =
        """
        channels:
        - name: zns
          kind: zalo-oa
          app-id: "%s"
          secret-key-file: app
          refresh-token-file: refresh
          template: "301234"
          data:
          - {name: noi_dung, text: "{{brief}}", most: 40}
          - {name: dia_diem, text: "{{place}}"}
          - {name: su_co, text: "SC-{{incident}}"}
          host: "URL"
          oauth-host: "URL"
        """
            .formatted(FakeZaloOa.APP)
            .replace("URL", zalo.gateway.url().toString());
    ConfigReading read = ConfigReading.of(folder, yaml);
    assertThat(read.problems()).isEmpty();
    return read.notifiers().get(0);
  }

  @Override
  Notifier notifier() {
    return notifier;
  }

  @Override
  String address() {
    return PHONE;
  }

  @Override
  void answer(int status) {
    zalo.message = status == 200 ? null : new FakeGateway.Answer(status, "see " + SECRET);
  }

  @Override
  void goAway() {
    zalo.close();
  }

  private Delivery send() {
    return notifier.send(letter(Notice.Kind.OPENED), PHONE);
  }

  private String onDisk() {
    try {
      return Files.readString(refresh).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aMessageFillsTheTemplate() {
    assertThat(notifier.send(SmsGatewayNotifierTest.letter("Mất Internet. ".repeat(9)), PHONE))
        .isEqualTo(new Delivery.Taken());
    JsonNode body = BotApi.read(zalo.messages.get(0));
    assertThat(body.properties()).hasSize(4);
    assertThat(body.path("phone").asText()).isEqualTo("84912345678");
    assertThat(body.path("template_id").asText()).isEqualTo("301234");
    assertThat(body.path("tracking_id").asText()).matches("daugio-12-opened-[0-9a-f]{16}");
    JsonNode data = body.path("template_data");
    assertThat(data.properties()).hasSize(3);
    assertThat(data.path("noi_dung").asText()).isEqualTo("Mất Internet. Mất Internet. Mất...");
    assertThat(data.path("dia_diem").asText()).isEqualTo("Trụ sở, Xã Đại Đồng");
    assertThat(data.path("su_co").asText()).isEqualTo("SC-12");
    assertThat(notifier.longest()).isEqualTo(100);
  }

  @Test
  void theNewRefreshTokenIsSafeBeforeTheAccessTokenIsUsed() throws IOException {
    assertThat(send()).isEqualTo(new Delivery.Taken());
    assertThat(zalo.saved).containsExactly("refresh-1");
    assertThat(send()).isEqualTo(new Delivery.Taken());
    assertThat(zalo.renewals).hasValue(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(refresh)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("app", "refresh", "refresh.lock");
    }
  }

  @Test
  void anExpiredTokenIsRenewedOnceAndTheMessageSentOnce() {
    send();
    zalo.expire();
    assertThat(send()).isEqualTo(new Delivery.Taken());
    assertThat(zalo.renewals).hasValue(2);
    assertThat(zalo.messages).hasSize(2);
    assertThat(zalo.saved).containsExactly("refresh-1", "refresh-1", "refresh-2");
  }

  @Test
  void aTokenThatIsRefusedAgainIsNotRenewedForEver() {
    zalo.message = new FakeGateway.Answer(200, "{\"error\":-124,\"message\":\"x\"}");
    assertThat(send())
        .isEqualTo(new Delivery.Misconfigured("zns: Zalo refuses a token that is new"));
    assertThat(zalo.renewals).hasValue(2);
    assertThat(onDisk()).isEqualTo("refresh-2");
  }

  @Test
  void manyAtOnceRenewOnce() {
    send();
    zalo.expire();
    List<CompletableFuture<Delivery>> all =
        IntStream.range(0, 6).mapToObj(i -> CompletableFuture.supplyAsync(this::send)).toList();
    assertThat(all.stream().map(CompletableFuture::join))
        .allMatch(delivery -> delivery.equals(new Delivery.Taken()));
    assertThat(zalo.renewals).hasValue(2);
  }

  @Test
  void aRestartGoesOnWithWhatWasSaved() {
    send();
    assertThat(another().send(letter(Notice.Kind.OPENED), PHONE)).isEqualTo(new Delivery.Taken());
    assertThat(onDisk()).isEqualTo("refresh-2");
  }

  @Test
  void aUsedUpTokenIsForAPersonAndIsAskedForOnce() throws IOException {
    Files.writeString(refresh, "refresh-old");
    assertThat(send()).isInstanceOf(Delivery.Misconfigured.class);
    assertThat(send().toString()).contains("authorise again").doesNotContain("refresh-old");
    assertThat(zalo.renewals).hasValue(1);
    Files.writeString(refresh, "refresh-0");
    assertThat(send()).isEqualTo(new Delivery.Taken());
  }

  @Test
  void aTokenThatCannotBeSavedIsKeptUntilItCan() throws IOException {
    Path aside = folder.resolve("aside");
    Path within = refresh.resolve("x");
    zalo.whileRenewing =
        () -> {
          try {
            Files.move(refresh, aside);
            Files.createDirectory(refresh);
            Files.createFile(within);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    assertThat(send())
        .isEqualTo(
            new Delivery.RetryLater(
                "zns: the new refresh token cannot be saved; it is kept in memory", null));
    assertThat(zalo.messages).isEmpty();
    Files.delete(within);
    Files.delete(refresh);
    assertThat(send()).isEqualTo(new Delivery.Taken());
    assertThat(zalo.renewals).hasValue(1);
    assertThat(onDisk()).isEqualTo("refresh-1");
  }

  @Test
  void anotherProgramThatRenewsIsNotDisturbed() throws Exception {
    Process other = java(LockHolder.class, folder.resolve("refresh.lock").toString());
    try {
      assertThat(other.getInputStream().read()).isEqualTo('L');
      assertThat(send())
          .isEqualTo(new Delivery.RetryLater("zns: another program renews the token", null));
      assertThat(zalo.renewals).hasValue(0);
    } finally {
      other.destroyForcibly();
      assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(send()).isEqualTo(new Delivery.Taken());
  }

  @Test
  void whoeverIsStoppedWhileRenewingLosesNoToken() {
    CountDownLatch stopped = new CountDownLatch(1);
    Thread here = Thread.currentThread();
    zalo.whileRenewing =
        () -> {
          here.interrupt();
          try {
            assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    assertThat(send()).isEqualTo(new Delivery.RetryLater("zns: stopped", null));
    assertThat(Thread.interrupted()).isTrue();
    stopped.countDown();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> onDisk().equals("refresh-1"));
    assertThat(send()).isEqualTo(new Delivery.Taken());
    assertThat(zalo.renewals).hasValue(1);
  }

  @Test
  void whatWasWrittenBeforeAKillIsFoundAgain() throws IOException {
    Files.writeString(refresh, "refresh-used");
    Path left = Files.writeString(folder.resolve("refresh-123.new"), "refresh-0\n");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(send()).isEqualTo(new Delivery.Taken());
    assertThat(left).doesNotExist();
  }

  @Test
  void whatWasHalfWrittenOrIsOlderThanThePersonsIsThrownAway() throws IOException {
    Path half = Files.writeString(folder.resolve("refresh-1.new"), "refr");
    Files.setLastModifiedTime(half, FileTime.from(Instant.now().plusSeconds(5)));
    Path old = Files.writeString(folder.resolve("refresh-2.new"), "refresh-old\n");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(500)));
    assertThat(send()).isEqualTo(new Delivery.Taken());
    assertThat(half).doesNotExist();
    assertThat(old).doesNotExist();
  }

  /** Killed at any moment, the file holds the token before or the one after, whole. */
  @Test
  void aKillNeverTearsTheFile() throws Exception {
    zalo.free = true;
    Random random = new Random(9);
    for (int i = 0; i < 2; i++) {
      int before = zalo.renewals.get();
      Process renewing =
          java(RenewForEver.class, zalo.gateway.url().toString(), refresh.toString());
      try {
        Awaitility.await()
            .pollInterval(Duration.ofMillis(1 + random.nextInt(20)))
            .atMost(Duration.ofSeconds(30))
            .until(() -> zalo.renewals.get() > before + 20);
      } finally {
        renewing.destroyForcibly();
        assertThat(renewing.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }
      int last = zalo.renewals.get();
      assertThat(onDisk()).isIn("refresh-" + (last - 1), "refresh-" + last);
    }
  }

  private static Process java(Class<?> main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  @ParameterizedTest
  @CsvSource({
    "-100, RetryLater", "-133, RetryLater", "-144, RetryLater", "-147, RetryLater",
    "-108, Permanent", "-114, Permanent", "-118, Permanent", "-139, Permanent",
    "-115, Misconfigured", "-117, Misconfigured", "-131, Misconfigured", "-224, Misconfigured"
  })
  void anErrorInsideASuccessIsACategory(int code, String category) {
    zalo.message =
        new FakeGateway.Answer(200, "{\"error\":" + code + ",\"message\":\"84912345678\"}");
    Delivery delivery = send();
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(category);
    assertThat(delivery.toString()).contains("Zalo says " + code).doesNotContain("912345678");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"error\":-14003} | Misconfigured",
        "200 | <html> | RetryLater",
        "503 | busy | RetryLater",
        "404 | x | Misconfigured",
        "200 | {\"access_token\":\"a\"} | RetryLater"
      })
  void whatTheAuthorisationSaysIsACategory(int status, String body, String category) {
    zalo.token = new FakeGateway.Answer(status, body);
    assertThat(send().getClass().getSimpleName()).isEqualTo(category);
    assertThat(onDisk()).isEqualTo("refresh-0");
    zalo.token = null;
    assertThat(send()).isEqualTo(new Delivery.Taken());
  }

  @Test
  void allMistakesOfTheConfigurationAreTold() {
    String yaml =
        """
        channels:
        - {name: a, kind: zalo-oa, app-id: x, secret-key-file: none, refresh-token-file: refresh,
           template: "1", data: [{name: "a b", text: "{{brif}}", most: 0}]}
        - {name: b, kind: zalo-oa, app-id: "1", secret-key-file: app, refresh-token-file: refresh,
           template: ""}
        """;
    assertThat(ConfigReading.of(folder, yaml).problems())
        .containsExactly(
            "channels[0].secret-key-file: cannot be read",
            "channels[0].app-id: digits are expected",
            "channels[0].data[0].name: the name of a parameter is expected",
            "channels[0].data[0].text: unknown placeholder 'brif'; did you mean 'brief'?",
            "channels[0].data[0].most: a whole number from 1 to 2000 is expected, not '0'",
            "channels[1].template: digits are expected",
            "channels[1].data: what goes into the template's parameters?");
  }
}
