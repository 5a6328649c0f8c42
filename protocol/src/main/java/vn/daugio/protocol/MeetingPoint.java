package vn.daugio.protocol;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An end of on-line meetings as a configuration names it: the host where they take place, or the
 * codec in the office's own room.
 *
 * @param way how it is asked
 * @param host a name, or an IP address without brackets
 * @param port 1..65535; 0: the usual one of each way
 */
public record MeetingPoint(Way way, String host, int port) {
  /** How an end is asked. */
  public enum Way {
    /** TCP, then TLS with a certificate of that name. */
    TLS,
    /** A TCP connection that opens. */
    TCP,
    /** SIP OPTIONS (RFC 3261 section 11), over UDP, else over TCP; 5060. */
    SIP,
    /** A TCP connection to the call signalling of H.323; 1720. */
    H323,
    /** A TCP connection to the web page of the codec; 443. */
    HTTPS,
    /** The first of SIP, H.323 and HTTPS that answers. */
    ANY
  }

  private static final Pattern WRITTEN = Pattern.compile("(?:([a-z0-9]{3,5})://)?([^/]+)/?");
  private static final Map<String, Way> HOSTS = Map.of("https", Way.TLS, "tcp", Way.TCP);
  private static final Map<String, Way> CODECS =
      Map.of("sip", Way.SIP, "h323", Way.H323, "https", Way.HTTPS);

  /** {@code meet.gov.vn}, {@code https://meet.gov.vn:8443}, {@code tcp://mcu.gov.vn:1720}. */
  public static Optional<MeetingPoint> host(String text) {
    return of(text, HOSTS)
        .map(one -> one.way() == Way.ANY ? new MeetingPoint(Way.TLS, one.host(), one.port()) : one)
        .filter(one -> one.way() != Way.TCP || one.port() > 0)
        .map(one -> new MeetingPoint(one.way(), one.host(), one.port() == 0 ? 443 : one.port()));
  }

  /** {@code 192.168.1.60}, {@code sip://192.168.1.60:5060}, {@code h323://…}, {@code https://…}. */
  public static Optional<MeetingPoint> codec(String text) {
    return of(text, CODECS)
        .map(
            one ->
                one.way() == Way.ANY && one.port() > 0
                    ? new MeetingPoint(Way.SIP, one.host(), one.port())
                    : one);
  }

  private static Optional<MeetingPoint> of(String text, Map<String, Way> ways) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String scheme = matcher.group(1);
    Optional<Way> way =
        scheme == null ? Optional.of(Way.ANY) : Optional.ofNullable(ways.get(scheme));
    return way.flatMap(
        known ->
            HostPort.parse(matcher.group(2))
                .map(one -> new MeetingPoint(known, one.host(), one.port())));
  }
}
