package vn.daugio.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.daugio.protocol.MeetingPoint.Way;

class MeetingReaderTest {
  private static List<Target> read(Map<String, Object> more, Problems problems) {
    Map<String, Object> target = new HashMap<>(Map.of("name", "hop", "kind", "meeting"));
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
  void readsBothEndsAndAnAgentReadsWhatTheCollectorWrites() {
    Problems problems = new Problems();
    Target target =
        read(Map.of("host", "hop.gov.vn", "codec", "192.168.1.60", "ca-file", "ca.pem"), problems)
            .get(0);
    assertThat(problems.lines()).isEmpty();
    assertThat(target.access())
        .containsExactly(new Access.Meeting("hop.gov.vn", "192.168.1.60", "ca.pem", null, null));
    assertThat(ProtocolJson.read(ProtocolJson.write(target), Target.class)).isEqualTo(target);
  }

  @Test
  void theSchemeTellsHowAnEndIsAsked() {
    assertThat(MeetingPoint.host("a.vn")).hasValue(new MeetingPoint(Way.TLS, "a.vn", 443));
    assertThat(MeetingPoint.host("https://a.vn:8443/"))
        .hasValue(new MeetingPoint(Way.TLS, "a.vn", 8443));
    assertThat(MeetingPoint.host("tcp://[::1]:1720"))
        .hasValue(new MeetingPoint(Way.TCP, "::1", 1720));
    assertThat(MeetingPoint.host("tcp://a.vn")).isEmpty();
    assertThat(MeetingPoint.host("sip://a.vn")).isEmpty();
    assertThat(MeetingPoint.codec("10.0.0.1")).hasValue(new MeetingPoint(Way.ANY, "10.0.0.1", 0));
    assertThat(MeetingPoint.codec("10.0.0.1:5061"))
        .hasValue(new MeetingPoint(Way.SIP, "10.0.0.1", 5061));
    assertThat(MeetingPoint.codec("h323://10.0.0.1"))
        .hasValue(new MeetingPoint(Way.H323, "10.0.0.1", 0));
    assertThat(MeetingPoint.codec("https://10.0.0.1"))
        .hasValue(new MeetingPoint(Way.HTTPS, "10.0.0.1", 0));
  }

  @Test
  void everyMistakeHasItsLine() {
    assertThat(problems(Map.of("address", "a.vn")))
        .containsExactly("targets[0]: a meeting needs host or codec");
    assertThat(problems(Map.of("host", "tcp://a.vn")))
        .containsExactly(
            "targets[0].host: host, host:port, https://host:port or tcp://host:port is expected:"
                + " tcp://a.vn");
    assertThat(problems(Map.of("codec", "rtsp://10.0.0.1")))
        .containsExactly(
            "targets[0].codec: host, sip://host:port, h323://host or https://host is expected:"
                + " rtsp://10.0.0.1");
    assertThat(problems(Map.of("host", "a.vn", "sample", "ftp://a.vn/1MB")))
        .containsExactly("targets[0].sample: an address with http:// is expected: ftp://a.vn/1MB");
    assertThat(problems(Map.of("host", "a.vn", "certificate-name", "a b")))
        .containsExactly(
            "targets[0].certificate-name: a name as it stands in the certificate is expected: a b");
    assertThat(problems(Map.of("host", "a.vn", "codecs", "10.0.0.1")))
        .containsExactly("targets[0]: unknown key 'codecs'; did you mean 'codec'?");
  }
}
