package vn.daugio.agent.check.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.HttpAnswer;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.Nginx;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.TcpResponder;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Access.WebDetail;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** Where a web system leads to, and what page that is, against a real web server. */
class SystemWebPagesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:30:00Z");

  @TempDir static Path directory;
  private static Peers.Peer server;

  @BeforeAll
  static void start() {
    // 127.0.0.1 is another host than localhost
    server =
        Nginx.http(
            directory,
            """
            absolute_redirect off;
            location = / { return 302 /login?next=%2F; }
            location = /login { return 200 '<html><head><title>Một cửa\\n điện tử</title></head><body>Đăng nhập</body>'; }
            location = /notice { return 200 '<title>Hacked by &lt;x&gt; &#7; for fun</title>'; }
            location = /busy { return 403 '<title>Access denied</title>'; }
            location = /circle { return 302 /circle; }
            location = /cookie {
              if ($http_cookie = "seen=1") { return 200 'welcome'; }
              add_header Set-Cookie "seen=1; Path=/; HttpOnly";
              return 307 /cookie;
            }
            location = /abroad { return 302 http://127.0.0.1:$server_port/login; }
            location = /closed { return 302 http://127.0.0.1:9/login; }
            location = /mail { return 302 mailto:a@example.vn; }
            """);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static final WebDetail NONE = WebDetail.NONE;

  private static WebDetail login(String text) {
    return new WebDetail(text, null, List.of(), null, null, false, null);
  }

  private static WebDetail redirect(@Nullable String to, String... hosts) {
    return new WebDetail(null, to, List.of(hosts), null, null, false, null);
  }

  private static WebDetail title(@Nullable String title, @Nullable String sha256) {
    return new WebDetail(null, null, List.of(), title, sha256, false, null);
  }

  private static String url(String path) {
    return "http://localhost:" + server.port() + path;
  }

  private static Finding judge(String url, WebDetail detail, LastReading last, Instant now)
      throws Exception {
    Access.Web web = new Access.Web(url, "200-403", null, null, detail);
    return new SystemWebCheck(InstantSource.fixed(now))
        .judge(
            Assignments.of(CheckType.SYSTEM_WEB, web), last, Deadline.in(Duration.ofSeconds(20)));
  }

  private static Finding judge(String path, WebDetail detail) throws Exception {
    return judge(url(path), detail, LastReading.NONE, NOW);
  }

  private static Finding next(Finding before, String path, Instant now) throws Exception {
    return judge(url(path), NONE, new LastReading(NOW, before.remember()), now);
  }

  @Test
  void theLoginPageIsLookedForWhereTheRedirectsLead() throws Exception {
    Finding found = judge("/", login("Đăng nhập"));
    assertThat(found.outcome()).isEqualTo(Outcome.OK);
    assertThat(found.facts())
        .containsEntry("reached", "http://localhost/login")
        .containsEntry("status", "200");
    // decomposed letters are the same
    assertThat(judge("/", login("Đăng nhập")).outcome()).isEqualTo(Outcome.OK);
    Finding other = judge("/notice", login("Đăng nhập"));
    assertThat(other.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(other.reason()).isEqualTo(Reason.SYSTEM_LOGIN_PAGE_MISSING);
  }

  @Test
  void aCircleIsAFailureUnlessACookieEndsIt() throws Exception {
    Finding circle = judge("/circle", NONE);
    assertThat(circle.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(circle.reason()).isEqualTo(Reason.SYSTEM_REDIRECT_LOOP);
    Finding cookie = judge("/cookie", login("welcome"));
    assertThat(cookie.outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void anotherHostIsAFailureWhereItIsSaidWhereToAndAChangeElsewhere() throws Exception {
    Finding bound = judge("/abroad", login("Đăng nhập"));
    assertThat(bound.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(bound.reason()).isEqualTo(Reason.SYSTEM_REDIRECT_UNEXPECTED);
    assertThat(bound.facts()).containsEntry("redirectHost", "127.0.0.1");
    assertThat(judge("/abroad", redirect(null, "127.0.0.1")).outcome()).isEqualTo(Outcome.OK);
    assertThat(judge("/abroad", redirect(null, "example.vn")).reason())
        .isEqualTo(Reason.SYSTEM_REDIRECT_UNEXPECTED);

    // a first reading is a baseline, and nobody is asked who was not named
    Finding first = judge("/closed", NONE);
    assertThat(first.outcome()).isEqualTo(Outcome.OK);
    assertThat(first.remember()).containsEntry("redirectHost", "127.0.0.1");
    Finding own = judge("/login", NONE);
    assertThat(own.remember()).containsEntry("redirectHost", "-");
    Finding changed = next(own, "/closed", NOW.plusSeconds(300));
    assertThat(changed.outcome()).isEqualTo(Outcome.WARN);
    assertThat(changed.reason()).isEqualTo(Reason.SYSTEM_REDIRECT_UNEXPECTED);
    assertThat(next(changed, "/closed", NOW.plus(Duration.ofDays(8))).outcome())
        .isEqualTo(Outcome.OK);
    assertThat(next(first, "/login", NOW.plusSeconds(300)).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void aDemandedPageHasToBeReached() throws Exception {
    assertThat(judge("/", redirect(url("/login"))).outcome()).isEqualTo(Outcome.OK);
    assertThat(judge("/", redirect(url("/login?next=%2F"))).outcome()).isEqualTo(Outcome.OK);
    Finding other = judge("/notice", redirect(url("/login")));
    assertThat(other.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(other.reason()).isEqualTo(Reason.SYSTEM_REDIRECT_MISSING);
    String there = "http://127.0.0.1:" + server.port() + "/login";
    assertThat(judge("/abroad", redirect(there)).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void theWayItselfMayFail() throws Exception {
    Finding refused = judge("/closed", redirect(null, "127.0.0.1"));
    assertThat(refused.reason()).isEqualTo(Reason.SYSTEM_REFUSED);
    assertThat(refused.facts()).containsEntry("host", "127.0.0.1");
    assertThat(judge("/mail", NONE).reason()).isEqualTo(Reason.SYSTEM_MALFORMED);
  }

  @Test
  void aTitleIsTheOneExpectedOrTheOneOfBefore() throws Exception {
    assertThat(judge("/login", title("Một cửa điện tử", null)).outcome()).isEqualTo(Outcome.OK);
    // printf 'Một cửa điện tử' | sha256sum
    String sha256 = "2a5687649fd7cc997d808665f1e6c4a967df41d71f37a7a398b9791bc54e10c9";
    assertThat(judge("/", title(null, sha256)).outcome()).isEqualTo(Outcome.OK);
    Finding fail = judge("/notice", title(null, sha256));
    assertThat(fail.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(fail.reason()).isEqualTo(Reason.SYSTEM_TITLE_CHANGED);
    assertThat(fail.facts()).containsEntry("title", "Hacked by <x> for fun");

    Finding first = judge("/login", NONE);
    assertThat(first.outcome()).isEqualTo(Outcome.OK);
    assertThat(first.remember()).containsEntry("title", sha256);
    Finding changed = next(first, "/notice", NOW.plusSeconds(300));
    assertThat(changed.outcome()).isEqualTo(Outcome.WARN);
    assertThat(changed.reason()).isEqualTo(Reason.SYSTEM_TITLE_CHANGED);
    assertThat(next(changed, "/notice", NOW.plusSeconds(600)).outcome()).isEqualTo(Outcome.WARN);
    assertThat(next(changed, "/login", NOW.plusSeconds(600)).outcome()).isEqualTo(Outcome.OK);
    // a refusal says nothing of the title, and a failure forgets nothing
    Finding refused = next(first, "/busy", NOW.plusSeconds(300));
    assertThat(refused.outcome()).isEqualTo(Outcome.OK);
    assertThat(refused.remember()).containsEntry("title", sha256);
    WebDetail varies = new WebDetail(null, null, List.of(), null, null, true, null);
    Finding free = judge(url("/notice"), varies, new LastReading(NOW, first.remember()), NOW);
    assertThat(free.outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void aFailureForgetsNothing() throws Exception {
    LastReading last = new LastReading(NOW, Map.of("title", "a", "redirectHost", "b"));
    Finding refused = judge("http://127.0.0.1:" + Peers.freePort() + "/", NONE, last, NOW);
    assertThat(refused.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(refused.remember()).isEqualTo(last.values());
  }

  @Test
  void aHostileTitleIsCutAndCleaned() throws Exception {
    String page = "HTTP/1.1 200 OK\r\n\r\n<title>\u001b[31m" + "a\u0000".repeat(5_000) + "</title>";
    try (TcpResponder hostile =
        TcpResponder.start(
            (connection, number) -> {
              connection.getInputStream().read(new byte[4096]);
              connection
                  .getOutputStream()
                  .write(page.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            })) {
      Finding finding =
          judge(
              "http://127.0.0.1:" + hostile.port(), title("Một cửa", null), LastReading.NONE, NOW);
      assertThat(finding.reason()).isEqualTo(Reason.SYSTEM_TITLE_CHANGED);
      assertThat(finding.facts().get("title")).startsWith("[31ma a a").hasSizeBetween(70, 80);
    }
  }

  private static String target(String from, String location) {
    HttpAnswer answer = new HttpAnswer(302, Map.of("location", List.of(location)), "", false);
    return Redirect.target(URI.create(from), answer).orElseThrow().toString();
  }

  @Test
  void locationsAreReadAsBrowsersDo() {
    String base = "https://a.vn/x/y?z";
    assertThat(target(base, "?b=1")).isEqualTo("https://a.vn/x/y?b=1");
    assertThat(target(base, "../c d")).isEqualTo("https://a.vn/c%20d");
    assertThat(target(base, "//b.vn:8443/")).isEqualTo("https://b.vn:8443/");
    assertThat(target(base, "/\r\nHost: evil")).isEqualTo("https://a.vn/%0D%0AHost:%20evil");
    assertThat(target("http://a.vn", "b")).isEqualTo("http://a.vn/b");
    assertThat(Redirect.isDowngrade(URI.create(base), URI.create("http://a.vn"))).isTrue();
    assertThat(
            Redirect.isPermitted(URI.create("http://a.vn"), URI.create("http://WWW.A.vn/"), NONE))
        .isTrue();
  }
}
