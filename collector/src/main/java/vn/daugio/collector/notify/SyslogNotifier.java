package vn.daugio.collector.notify;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.HostPort;

/** Sends letters to a log server or SIEM as syslog messages. */
final class SyslogNotifier implements Notifier {
  private static final int LONGEST = 8000;

  /** RFC 5612: the number for documentation; a province with one of its own puts that here. */
  private static final long USUAL_ENTERPRISE = 32473;

  /** RFC 5424 section 6.2.1, in the order of their codes, by the names that rsyslog uses. */
  private static final List<String> FACILITIES =
      List.of(
          "kern",
          "user",
          "mail",
          "daemon",
          "auth",
          "syslog",
          "lpr",
          "news",
          "uucp",
          "cron",
          "authpriv",
          "ftp",
          "ntp",
          "audit",
          "alert",
          "clock",
          "local0",
          "local1",
          "local2",
          "local3",
          "local4",
          "local5",
          "local6",
          "local7");

  private final String name;
  private final SyslogServer server;
  private final SyslogLine line;

  SyslogNotifier(String name, SyslogServer server, SyslogLine line) {
    this.name = Channel.SYSLOG.code() + ":" + name;
    this.server = server;
    this.line = line;
  }

  static SyslogNotifier read(String name, ConfigMap map, SecretFiles files) {
    return new SyslogNotifier(name, server(map, files), line(map));
  }

  private static SyslogServer server(ConfigMap map, SecretFiles files) {
    SyslogServer.Transport transport = SyslogServer.Transport.TLS;
    String wanted = map.textOr("transport", transport.code());
    Set<String> known = new TreeSet<>();
    for (SyslogServer.Transport one : SyslogServer.Transport.values()) {
      known.add(one.code());
      transport = one.code().equals(wanted) ? one : transport;
    }
    if (!known.contains(wanted)) {
      map.problems().unknownName(map.path() + ".transport", "transport", wanted, known);
    }
    String host = map.text("host");
    if (!host.isEmpty() && HostPort.parse(host).filter(one -> one.port() == 0).isEmpty()) {
      map.problems().add(map.path() + ".host", "a name or an IP address is expected: " + host);
    }
    return new SyslogServer(
        host,
        (int) map.whole("port", transport.usualPort(), 1, 65_535),
        transport,
        Trust.read(map, files),
        map.duration("timeout", Duration.ofSeconds(10)));
  }

  private static SyslogLine line(ConfigMap map) {
    String facility = map.textOr("facility", "local0");
    if (!FACILITIES.contains(facility)) {
      map.problems()
          .unknownName(map.path() + ".facility", "facility", facility, new TreeSet<>(FACILITIES));
    }
    String body = map.textOr("body", SyslogLine.Body.PLAIN.code());
    Set<String> bodies = Set.of(SyslogLine.Body.PLAIN.code(), SyslogLine.Body.CEF.code());
    if (!bodies.contains(body)) {
      map.problems().unknownName(map.path() + ".body", "body", body, bodies);
    }
    String host = map.textOr("hostname", "-");
    if (!host.matches("[!-~]{1,255}")) {
      map.problems().add(map.path() + ".hostname", "up to 255 ASCII characters without blanks");
    }
    return new SyslogLine(
        Math.max(0, FACILITIES.indexOf(facility)),
        host,
        map.whole("enterprise", USUAL_ENTERPRISE, 0, 4_294_967_295L),
        body.equals(SyslogLine.Body.CEF.code()) ? SyslogLine.Body.CEF : SyslogLine.Body.PLAIN,
        ChannelConfig.language(map));
  }

  @Override
  public Channel channel() {
    return Channel.SYSLOG;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int longest() {
    return LONGEST;
  }

  @Override
  public Delivery send(Letter letter, String address) {
    try {
      server.send(line.of(letter, Instant.now(), server.transport().mostBytes()));
      return new Delivery.Taken();
    } catch (IOException e) {
      @Nullable String tls = TlsFailure.of(e);
      return tls == null
          ? new Delivery.RetryLater(name + ": " + e.getClass().getSimpleName())
          : new Delivery.Misconfigured(name + ": " + tls);
    }
  }
}
