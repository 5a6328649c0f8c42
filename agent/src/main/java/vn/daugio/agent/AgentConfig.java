package vn.daugio.agent;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.discover.KnownNetwork;
import vn.daugio.agent.uplink.Trust;
import vn.daugio.protocol.ConfigException;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Problems;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetReader;

/**
 * The agent's configuration file, validated as a whole.
 *
 * @param site {@code commune/site}
 * @param machine this machine's code
 * @param collector null when nothing is sent
 * @param spool where data is kept
 * @param targets what is checked beside this machine; file names in them are absolute
 * @param limits per check code: thresholds that differ from the defaults, in base units
 * @param networks where discovery may look around, and where it must not
 */
public record AgentConfig(
    String site,
    String machine,
    @Nullable Collector collector,
    SpoolDirectory spool,
    List<Target> targets,
    Map<String, Map<String, Double>> limits,
    List<KnownNetwork> networks) {
  /** The name of a machine that nobody configured. */
  public static final String NO_NAME = "may-nay";

  private static final Pattern SITE =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}/[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,1000}");
  private static final long USUAL_SPOOL = 50L << 20;
  private static final long LEAST_SPOOL = 64L << 10;

  public AgentConfig {
    targets = List.copyOf(targets);
    limits = Map.copyOf(limits);
    networks = List.copyOf(networks);
  }

  /**
   * Where reports go.
   *
   * @param url https, or http to loopback
   * @param tokenFile holds the bearer token
   * @param caFile the only trusted certificates (PEM); null: the platform's
   */
  public record Collector(URI url, Path tokenFile, @Nullable Path caFile) {}

  /**
   * Where reports and the state are kept.
   *
   * @param directory made when it is missing
   * @param maxBytes of spooled reports
   */
  public record SpoolDirectory(Path directory, long maxBytes) {}

  /** What a machine without configuration does: look at itself and its way to the internet. */
  public static AgentConfig none() {
    return new AgentConfig(
        "",
        NO_NAME,
        null,
        new SpoolDirectory(Path.of("spool"), USUAL_SPOOL),
        List.of(),
        Map.of(),
        List.of());
  }

  /**
   * @throws ConfigException with all problems
   */
  public static AgentConfig load(Path file) {
    Problems problems = new Problems();
    ConfigMap map = YamlFile.read(file, problems);
    if (!problems.isEmpty()) {
      problems.throwIfAny(file.toString());
    }
    Path directory = parent(file);
    String site = matching(map, "site", SITE, "commune/site is expected");
    String machine =
        matching(map, "machine", MACHINE, "a code of letters, digits and . _ - is expected");
    @Nullable Collector collector =
        map.has("collector") ? collector(map.map("collector"), directory) : null;
    SpoolDirectory spool = spool(map.map("spool"), directory);
    List<Target> targets =
        TargetFiles.resolve(TargetReader.read(map, "targets"), directory, problems);
    Map<String, Map<String, Double>> limits = LimitsReader.read(map.map("limits"));
    List<KnownNetwork> networks = NetworksReader.read(map, "networks");
    map.done();
    problems.throwIfAny(file.toString());
    return new AgentConfig(site, machine, collector, spool, targets, limits, networks);
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  private static String matching(ConfigMap map, String key, Pattern pattern, String expected) {
    String value = map.text(key);
    if (!value.isEmpty() && !pattern.matcher(value).matches()) {
      map.problems().add(key, expected + ": " + value);
    }
    return value;
  }

  private static @Nullable Collector collector(ConfigMap map, Path directory) {
    Problems problems = map.problems();
    String url = map.text("url");
    String token = map.text("token-file");
    @Nullable String ca = map.optionalText("ca-file");
    map.done();
    @Nullable URI uri = url.isEmpty() ? null : collectorUrl(url, map.path() + ".url", problems);
    Path tokenFile = beside(directory, token, map.path() + ".token-file", problems);
    if (!token.isEmpty()) {
      checkToken(tokenFile, map.path() + ".token-file", problems);
    }
    @Nullable Path caFile = null;
    if (ca != null) {
      caFile = beside(directory, ca, map.path() + ".ca-file", problems);
      try {
        Trust.only(caFile);
      } catch (IOException e) {
        problems.add(map.path() + ".ca-file", "file " + caFile + " holds no readable certificate");
      }
    }
    return uri == null ? null : new Collector(uri, tokenFile, caFile);
  }

  /** Null, with a problem, unless the address is one that a credential may be sent to. */
  static @Nullable URI collectorUrl(String text, String path, Problems problems) {
    try {
      URI uri = new URI(text);
      @Nullable String host = uri.getHost();
      boolean secure = "https".equals(uri.getScheme());
      boolean plain = "http".equals(uri.getScheme());
      if (host == null || !(secure || plain) || uri.getUserInfo() != null) {
        problems.add(path, "an address with https:// is expected: " + text);
      } else if (plain && !new HostPort(host.replaceAll("^\\[|]$", ""), 0).isLoopback()) {
        problems.add(path, "plain http is allowed to this machine only; use https: " + text);
      } else {
        return uri;
      }
    } catch (URISyntaxException e) {
      problems.add(path, "an address with https:// is expected: " + text);
    }
    return null;
  }

  private static void checkToken(Path file, String path, Problems problems) {
    try {
      String token = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (token.isEmpty()) {
        problems.add(path, "file " + file + " is empty");
      } else if (!TOKEN.matcher(token).matches()) {
        problems.add(path, "file " + file + " holds no token: one line of ASCII is expected");
      }
    } catch (IOException e) {
      problems.add(path, "file " + file + " cannot be read");
    }
  }

  private static SpoolDirectory spool(ConfigMap map, Path directory) {
    String name = map.textOr("directory", "spool");
    long most = map.bytes("max-bytes", USUAL_SPOOL);
    if (most < LEAST_SPOOL) {
      map.problems().add(map.path() + ".max-bytes", "at least 64KB is expected");
    }
    map.done();
    Path path = beside(directory, name, map.path() + ".directory", map.problems());
    if (Files.exists(path) && !Files.isDirectory(path)) {
      map.problems().add(map.path() + ".directory", path + " is no directory");
    }
    return new SpoolDirectory(path, most);
  }

  /** A file name of the configuration; relative ones start at its directory. */
  static Path beside(Path directory, String name, String path, Problems problems) {
    try {
      return directory.resolve(name).normalize();
    } catch (InvalidPathException e) {
      problems.add(path, "no file name: " + name.replace('\0', '?'));
      return directory;
    }
  }
}
