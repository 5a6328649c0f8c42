package vn.daugio.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailReaderTest {
  private static List<Target> read(Map<String, Object> more, Problems problems) {
    Map<String, Object> target = new HashMap<>(Map.of("name", "thu-cong-vu", "kind", "mail"));
    target.putAll(more);
    return TargetReader.read(
        ConfigMap.of("", Map.of("targets", List.of(target)), problems), "targets");
  }

  private static List<String> problems(Map<String, Object> more) {
    Problems problems = new Problems();
    read(more, problems);
    return problems.lines();
  }

  @Test
  void readsAServiceAndAnAgentReadsWhatTheCollectorWrites() {
    Problems problems = new Problems();
    Target target =
        read(
                Map.of(
                    "domain", "xa.gov.vn",
                    "smtp", "mail.xa.gov.vn:587",
                    "imap", "imaps://[::1]:10993",
                    "resolvers", List.of("192.168.1.1"),
                    "certificate-name", "mail.xa.gov.vn"),
                problems)
            .get(0);
    assertThat(problems.lines()).isEmpty();
    assertThat(target.access())
        .containsExactly(
            new Access.Mail(
                "xa.gov.vn",
                "mail.xa.gov.vn:587",
                "imaps://[::1]:10993",
                List.of("192.168.1.1"),
                null,
                "mail.xa.gov.vn"));
    assertThat(ProtocolJson.read(ProtocolJson.write(target), Target.class)).isEqualTo(target);
  }

  @Test
  void thePortOrTheSchemeTellsWhenTlsBegins() {
    assertThat(MailServer.smtp("a.vn")).hasValue(new MailServer("a.vn", 587, false));
    assertThat(MailServer.smtp("a.vn:465")).hasValue(new MailServer("a.vn", 465, true));
    assertThat(MailServer.smtp("smtp://a.vn:465")).hasValue(new MailServer("a.vn", 465, false));
    assertThat(MailServer.smtp("smtps://a.vn")).hasValue(new MailServer("a.vn", 465, true));
    assertThat(MailServer.imap("a.vn")).hasValue(new MailServer("a.vn", 993, true));
    assertThat(MailServer.imap("a.vn:143")).hasValue(new MailServer("a.vn", 143, false));
    assertThat(MailServer.imap("imap://a.vn")).hasValue(new MailServer("a.vn", 143, false));
    assertThat(MailServer.imap("http://a.vn")).isEmpty();
  }

  @Test
  void everyMistakeHasItsLine() {
    assertThat(problems(Map.of("address", "a.vn")))
        .containsExactly("targets[0]: a mail needs smtp or imap or domain");
    assertThat(problems(Map.of("domain", "xa")))
        .containsExactly("targets[0].domain: a domain like xa.gov.vn is expected: xa");
    assertThat(problems(Map.of("smtp", "imap://a.vn")))
        .containsExactly(
            "targets[0].smtp: host, host:port or smtps://host:port is expected: imap://a.vn");
    assertThat(problems(Map.of("imap", "a.vn:0")))
        .containsExactly(
            "targets[0].imap: host, host:port or imaps://host:port is expected: a.vn:0");
    assertThat(problems(Map.of("smtp", "a.vn", "resolvers", List.of("dns.vn"))))
        .containsExactly("targets[0].resolvers: an IP address is expected: dns.vn");
    assertThat(problems(Map.of("smtp", "a.vn", "imaps", "a.vn")))
        .containsExactly("targets[0]: unknown key 'imaps'; did you mean 'imap'?");
  }
}
