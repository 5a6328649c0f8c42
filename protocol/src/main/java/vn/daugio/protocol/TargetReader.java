package vn.daugio.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code targets:} of an agent's configuration and of the collector's plan file. */
public final class TargetReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private static final Pattern MAC =
      Pattern.compile("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{2}(-[0-9A-Fa-f]{2}){5}");

  private static final Set<String> KINDS =
      Arrays.stream(TargetKind.values())
          .filter(kind -> kind != TargetKind.MACHINE)
          .map(TargetKind::code)
          .collect(Collectors.toUnmodifiableSet());

  /** What a kind of target cannot be asked without. */
  private static final Map<TargetKind, List<String>> NEEDED =
      Map.of(
          TargetKind.PRINTER, List.of("snmp", "ipp"),
          TargetKind.SCANNER, List.of("escl", "wsd"),
          TargetKind.SYSTEM, List.of("url"),
          TargetKind.FOLDER, List.of("smb"),
          TargetKind.MAIL, List.of("smtp", "imap", "domain"),
          TargetKind.MEETING, List.of("host", "codec"));

  /** What RFC 7860 adds to RFC 3414, and the older ones that many devices are left with. */
  private static final Set<String> AUTHENTICATION =
      Set.of("MD5", "SHA", "SHA1", "SHA224", "SHA256", "SHA384", "SHA512");

  private static final Set<String> FLAVORS = Set.of("linux", "openwrt", "mikrotik", "draytek");

  private static final Pattern HOST_KEY = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  /** Goes into a command as it stands: nothing in it means anything to a shell but the asterisk. */
  private static final Pattern BACKUP = Pattern.compile("/[A-Za-z0-9._*/-]{1,200}");

  private static final Set<String> PRIVACY = Set.of("AES", "AES128", "AES192", "AES256");

  private TargetReader() {}

  /** All targets under a key; names have to differ. */
  public static List<Target> read(ConfigMap parent, String key) {
    List<Target> targets = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ConfigMap map : parent.maps(key)) {
      Optional<Target> target = readOne(map);
      target.ifPresent(targets::add);
      if (target.isPresent() && !names.add(target.get().name())) {
        map.problems().add(map.path(), "a second target is named '" + target.get().name() + "'");
      }
    }
    return targets;
  }

  private static Optional<Target> readOne(ConfigMap map) {
    String name = map.text("name");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      map.problems()
          .add(map.path() + ".name", "a code of letters, digits and . _ - is expected: " + name);
    }
    String kindCode = map.text("kind");
    Optional<TargetKind> kind =
        TargetKind.ofCode(kindCode).filter(known -> known != TargetKind.MACHINE);
    if (kind.isEmpty() && !kindCode.isEmpty()) {
      map.problems().unknownName(map.path() + ".kind", "kind", kindCode, KINDS);
    }
    @Nullable String address = map.optionalText("address");
    if (address != null && HostPort.parse(address).isEmpty()) {
      map.problems().add(map.path() + ".address", "host or host:port is expected: " + address);
    }
    @Nullable String line = map.optionalText("line");
    if (line != null && !isLine(line)) {
      map.problems().add(map.path() + ".line", "unknown sheet line '" + line + "'");
    }
    List<Access> access = readAccess(map, kind.orElse(TargetKind.DEVICE), address);
    @Nullable String serial = map.optionalText("serial");
    @Nullable String mac = mac(map);
    map.done();
    return kind.map(known -> new Target(name, known, address, line, access, serial, mac));
  }

  private static @Nullable String mac(ConfigMap map) {
    @Nullable String mac = map.optionalText("mac");
    if (mac != null && !MAC.matcher(mac).matches()) {
      map.problems().add(map.path() + ".mac", "a MAC like 00:1b:a9:12:34:56 is expected: " + mac);
    }
    return mac == null ? null : mac.toLowerCase(Locale.ROOT).replace('-', ':');
  }

  private static boolean isLine(String code) {
    for (HandbookLine candidate : HandbookLine.values()) {
      if (candidate.code().equals(code)) {
        return true;
      }
    }
    return false;
  }

  private static List<Access> readAccess(ConfigMap map, TargetKind kind, @Nullable String address) {
    List<Access> access = new ArrayList<>();
    if (map.has("snmp")) {
      access.add(snmp(map.map("snmp")));
      if (address == null) {
        map.problems().add(map.path() + ".address", "is missing; snmp needs it");
      }
    }
    if (map.has("ipp")) {
      access.add(new Access.Ipp(uri(map, "ipp", Set.of("ipp", "ipps"))));
    }
    if (map.has("escl")) {
      access.add(new Access.Escl(uri(map, "escl", Set.of("http", "https"))));
    }
    if (map.has("wsd")) {
      access.add(new Access.Wsd(uri(map, "wsd", Set.of("http", "https"))));
    }
    if (map.has("smb")) {
      access.add(
          new Access.Smb(
              uri(map, "smb", Set.of("smb")), map.text("account"), map.text("password-file")));
    }
    if (map.has("nut")) {
      access.add(new Access.Nut(uri(map, "nut", Set.of("nut"))));
    }
    if (map.has("rtsp")) {
      access.add(new Access.Rtsp(uri(map, "rtsp", Set.of("rtsp"))));
    }
    if (map.has("ssh")) {
      access.add(ssh(map.map("ssh")));
    }
    @Nullable String dhcp = optionalAddress(map, "dhcp");
    if (dhcp != null) {
      access.add(new Access.Dhcp(dhcp));
    }
    if (map.has("discover")) {
      access.add(DiscoverReader.read(map, kind));
    }
    if (GuestReader.isIn(map)) {
      access.add(GuestReader.read(map, kind));
    }
    if (map.has("url")) {
      access.add(SystemReader.read(map));
    }
    ofKind(map, kind, access);
    List<String> needed = NEEDED.getOrDefault(kind, List.of());
    if (!needed.isEmpty() && needed.stream().noneMatch(map::has)) {
      map.problems().add(map.path(), "a " + kind.code() + " needs " + String.join(" or ", needed));
    } else if (access.isEmpty() && address == null) {
      map.problems().add(map.path(), "says no way to reach it: address, snmp, ipp, escl, url, …");
    }
    return access;
  }

  /** What belongs to a target by its kind alone, without a key that names the way. */
  private static void ofKind(ConfigMap map, TargetKind kind, List<Access> access) {
    if (kind == TargetKind.MAIL) {
      access.add(MailReader.read(map));
    }
    if (kind == TargetKind.MEETING) {
      access.add(MeetingReader.read(map));
    }
    if (kind == TargetKind.LINK) {
      access.add(line(map));
      if (map.has("throughput")) {
        access.add(ThroughputReader.read(map));
      }
    }
  }

  private static Access.Snmp snmp(ConfigMap map) {
    String version = map.textOr("version", "2c");
    if (!Set.of("1", "2c", "3").contains(version)) {
      map.problems().add(map.path() + ".version", "1, 2c or 3 is expected, not '" + version + "'");
    }
    boolean v3 = version.equals("3");
    Access.Snmp snmp =
        new Access.Snmp(
            version,
            v3 ? map.optionalText("community") : map.text("community"),
            v3 ? map.text("user") : map.optionalText("user"),
            secret(map, "auth", AUTHENTICATION),
            secret(map, "priv", PRIVACY));
    if (snmp.priv() != null && snmp.auth() == null) {
      map.problems().add(map.path() + ".auth", "is missing; priv needs it (RFC 3414)");
    }
    map.done();
    return snmp;
  }

  private static Access.@Nullable SnmpSecret secret(
      ConfigMap parent, String key, Set<String> protocols) {
    if (!parent.has(key)) {
      return null;
    }
    ConfigMap map = parent.map(key);
    Access.SnmpSecret secret =
        new Access.SnmpSecret(map.text("protocol"), map.text("password-file"));
    if (!secret.protocol().isEmpty() && !protocols.contains(secret.protocol())) {
      map.problems()
          .add(
              map.path() + ".protocol",
              String.join(", ", protocols.stream().sorted().toList())
                  + " is expected, not '"
                  + secret.protocol()
                  + "'");
    }
    map.done();
    return secret;
  }

  private static Access.Ssh ssh(ConfigMap map) {
    Access.Ssh ssh =
        new Access.Ssh(
            map.text("address"),
            map.text("user"),
            map.optionalText("key-file"),
            map.optionalText("password-file"),
            map.text("flavor"),
            map.optionalText("host-key"),
            map.optionalText("backup"));
    if (!ssh.address().isEmpty() && HostPort.parse(ssh.address()).isEmpty()) {
      map.problems()
          .add(map.path() + ".address", "host or host:port is expected: " + ssh.address());
    }
    if (!ssh.flavor().isEmpty() && !FLAVORS.contains(ssh.flavor())) {
      map.problems().unknownName(map.path() + ".flavor", "flavor", ssh.flavor(), FLAVORS);
    }
    if (ssh.keyFile() == null && ssh.passwordFile() == null) {
      map.problems().add(map.path(), "needs key-file or password-file");
    }
    if (ssh.hostKey() != null && !HOST_KEY.matcher(ssh.hostKey()).matches()) {
      map.problems().add(map.path() + ".host-key", "SHA256:… as ssh-keygen -l shows is expected");
    }
    if (ssh.backup() != null && !BACKUP.matcher(ssh.backup()).matches()) {
      map.problems()
          .add(
              map.path() + ".backup",
              "a path from / of letters, digits and . _ - * is expected: " + ssh.backup());
    }
    map.done();
    return ssh;
  }

  static @Nullable String optionalAddress(ConfigMap map, String key) {
    @Nullable String text = map.optionalText(key);
    if (text != null && !HostPort.isAddress(text)) {
      map.problems().add(map.path() + "." + key, "an IP address is expected: " + text);
    }
    return text;
  }

  static List<String> resolvers(ConfigMap map) {
    List<String> resolvers = map.texts("resolvers");
    for (String text : resolvers) {
      if (!HostPort.parse(text).map(HostPort::isAddress).orElse(false)) {
        map.problems().add(map.path() + ".resolvers", "an IP address is expected: " + text);
      }
    }
    return resolvers;
  }

  private static Access.Line line(ConfigMap map) {
    List<Access.Destination> destinations = new ArrayList<>();
    for (ConfigMap item : map.maps("destinations")) {
      String scope = item.text("scope");
      if (!Set.of("domestic", "foreign", "internal", "").contains(scope)) {
        item.problems().add(item.path() + ".scope", "domestic, foreign or internal is expected");
      }
      String address = item.text("address");
      if (!address.isEmpty() && !HostPort.isAddress(address)) {
        item.problems().add(item.path() + ".address", "an IP address is expected: " + address);
      }
      destinations.add(
          new Access.Destination(
              item.text("name"), scope, address, (int) item.whole("port", 443, 1, 65_535)));
      item.done();
    }
    Access.Line line =
        new Access.Line(
            optionalAddress(map, "gateway"),
            optionalAddress(map, "source"),
            resolvers(map),
            destinations,
            LineDetailReader.read(map));
    LineDetailReader.check(map, line);
    return line;
  }

  static String uri(ConfigMap map, String key, Set<String> schemes) {
    String text = map.text(key);
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      if (scheme != null
          && schemes.contains(scheme)
          && uri.getHost() != null
          && uri.getPort() != 0
          && uri.getPort() <= 65_535) {
        return text;
      }
    } catch (URISyntaxException e) {
      // falls through to the one message: which character is wrong helps a clerk little
    }
    String wanted = String.join(":// or ", schemes.stream().sorted().toList()) + "://";
    map.problems()
        .add(map.path() + "." + key, "an address with " + wanted + " is expected: " + text);
    return text;
  }
}
