package vn.daugio.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemReaderTest {
  private static final Problems PROBLEMS = new Problems();

  private static List<Target> read(Map<String, Object> expect, Problems problems) {
    Map<String, Object> target =
        Map.of("name", "s", "kind", "system", "url", "https://x.vn/", "expect", expect);
    return TargetReader.read(
        ConfigMap.of("", Map.of("targets", List.of(target)), problems), "targets");
  }

  private static List<String> problems(Map<String, Object> expect) {
    Problems problems = new Problems();
    read(expect, problems);
    return problems.lines();
  }

  @Test
  void readsWhatIsExpectedOfThePageReached() {
    String sha256 = "AB".repeat(32);
    assertThat(
            read(
                    Map.of(
                        "login-text", "Đăng nhập",
                        "redirect-to", "https://sso.x.vn/login",
                        "redirect-hosts", List.of("sso.x.vn", "10.0.0.1"),
                        "title-sha256", sha256,
                        "certificate-name", "*.x.vn"),
                    PROBLEMS)
                .get(0)
                .access())
        .containsExactly(
            new Access.Web(
                "https://x.vn/",
                "200-403",
                null,
                null,
                new Access.WebDetail(
                    "Đăng nhập",
                    "https://sso.x.vn/login",
                    List.of("sso.x.vn", "10.0.0.1"),
                    null,
                    "ab".repeat(32),
                    false,
                    "*.x.vn")));
    assertThat(PROBLEMS.lines()).isEmpty();
    assertThat(read(Map.of("status", "200"), PROBLEMS).get(0).access())
        .containsExactly(Access.Web.plain("https://x.vn/", "200", null, null));
  }

  @Test
  void anAgentReadsWhatTheCollectorWrites() {
    Target target = read(Map.of("title-varies", true, "login-text", "a"), PROBLEMS).get(0);
    assertThat(ProtocolJson.read(ProtocolJson.write(target), Target.class)).isEqualTo(target);
  }

  @Test
  void everyMistakeHasItsLine() {
    assertThat(problems(Map.of("redirect-to", "sso.x.vn")))
        .containsExactly(
            "targets[0].expect.redirect-to: an address with http:// or https:// is expected:"
                + " sso.x.vn");
    assertThat(problems(Map.of("redirect-hosts", List.of("a b", "x.vn:80"))))
        .containsExactly(
            "targets[0].expect.redirect-hosts: a host is expected: a b",
            "targets[0].expect.redirect-hosts: a host is expected: x.vn:80");
    assertThat(problems(Map.of("title-sha256", "abc")))
        .containsExactly("targets[0].expect.title-sha256: 64 hexadecimal digits are expected");
    assertThat(problems(Map.of("title", "a", "title-sha256", "ab".repeat(32))))
        .containsExactly("targets[0].expect: title and title-sha256 exclude each other");
    assertThat(problems(Map.of("title", "a", "title-varies", true)))
        .containsExactly("targets[0].expect: a title is expected, and title-varies: remove one");
    assertThat(problems(Map.of("title-varies", "often")))
        .containsExactly("targets[0].expect.title-varies: true or false is expected, not 'often'");
    assertThat(problems(Map.of("certificate-name", "*.*.vn")))
        .containsExactly(
            "targets[0].expect.certificate-name: a name as it stands in the certificate is"
                + " expected: *.*.vn");
    assertThat(problems(Map.of("login-txt", "a")))
        .containsExactly("targets[0].expect: unknown key 'login-txt'; did you mean 'login-text'?");
  }
}
