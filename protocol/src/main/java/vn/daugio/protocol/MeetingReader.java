package vn.daugio.protocol;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a configuration says of on-line meetings: where they take place, and the codec. */
final class MeetingReader {
  private MeetingReader() {}

  static Access.Meeting read(ConfigMap map) {
    @Nullable String host = map.optionalText("host");
    if (host != null && MeetingPoint.host(host).isEmpty()) {
      map.problems()
          .add(
              map.path() + ".host",
              "host, host:port, https://host:port or tcp://host:port is expected: " + host);
    }
    @Nullable String codec = map.optionalText("codec");
    if (codec != null && MeetingPoint.codec(codec).isEmpty()) {
      map.problems()
          .add(
              map.path() + ".codec",
              "host, sip://host:port, h323://host or https://host is expected: " + codec);
    }
    return new Access.Meeting(
        host,
        codec,
        map.optionalText("ca-file"),
        SystemReader.certificateName(map),
        map.has("sample") ? TargetReader.uri(map, "sample", Set.of("http")) : null);
  }
}
