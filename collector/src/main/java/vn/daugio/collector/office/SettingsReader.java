package vn.daugio.collector.office;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.daugio.collector.office.Office.Settings;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** Reads {@code limits}, {@code every} and {@code ntp} of a site. */
final class SettingsReader {
  private static final Set<String> CHECKS =
      Arrays.stream(CheckType.values()).map(CheckType::code).collect(Collectors.toSet());

  /** National systems are asked politely: one machine a site, at most this often. */
  private static final Duration POLITE = Duration.ofMinutes(5);

  private static final Set<String> IMPORTANCE = Set.of("low", "medium", "high", "critical");

  private static final Pattern PRODUCT = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private SettingsReader() {}

  static Settings read(ConfigMap site, List<Target> targets) {
    return new Settings(
        limits(site.map("limits")),
        every(site.map("every"), targets),
        ntp(site),
        products(site),
        importance(site.map("importance"), targets));
  }

  private static Map<String, Map<String, Double>> limits(ConfigMap map) {
    Map<String, Map<String, Double>> limits = new LinkedHashMap<>();
    for (String code : map.keys()) {
      Optional<CheckType> type = CheckType.ofCode(code);
      ConfigMap values = map.map(code);
      if (type.isEmpty()) {
        map.problems().unknownKey(map.path(), code, CHECKS);
        continue;
      }
      Map<String, Double> ofCheck = new LinkedHashMap<>();
      type.get()
          .limits()
          .forEach(
              (key, usual) -> {
                if (values.has(key)) {
                  ofCheck.put(key, values.number(key, usual));
                }
              });
      values.done();
      limits.put(code, ofCheck);
    }
    return limits;
  }

  private static Map<String, Long> every(ConfigMap map, List<Target> targets) {
    Map<String, Long> every = new LinkedHashMap<>();
    for (String code : map.keys()) {
      Optional<CheckType> type = CheckType.ofCode(code);
      if (type.isEmpty()) {
        map.problems().unknownKey(map.path(), code, CHECKS);
        continue;
      }
      Duration interval = map.duration(code, POLITE);
      if (interval.compareTo(Duration.ofSeconds(1)) < 0
          || interval.compareTo(Duration.ofDays(1)) > 0) {
        map.problems().add(map.path() + "." + code, "from 1s to 1d is possible");
      } else if (type.get().isOutsideHours()) {
        map.problems()
            .add(map.path() + "." + code, "runs once a day outside opening hours, at no interval");
      } else if (type.get() == CheckType.SYSTEM_WEB
          && interval.compareTo(POLITE) < 0
          && !targets.stream().allMatch(SettingsReader::isPrivate)) {
        map.problems()
            .add(map.path() + "." + code, "at least 5m: public systems are asked politely");
      }
      every.put(code, interval.toSeconds());
    }
    return every;
  }

  /** Whether asking often disturbs nobody: it is no web system, or one on loopback. */
  private static boolean isPrivate(Target target) {
    Access.Web web = target.access(Access.Web.class);
    if (target.kind() != TargetKind.SYSTEM || web == null) {
      return true;
    }
    String host = URI.create(web.url()).getHost();
    return host != null && HostPort.parse(host).map(HostPort::isLoopback).orElse(false);
  }

  private static Map<String, String> importance(ConfigMap map, List<Target> targets) {
    Set<String> names = targets.stream().map(Target::name).collect(Collectors.toSet());
    Map<String, String> importance = new LinkedHashMap<>();
    for (String name : map.keys()) {
      String value = map.textOr(name, "");
      if (!names.contains(name)) {
        map.problems().unknownName(map.path(), "target", name, names);
      } else if (!IMPORTANCE.contains(value)) {
        map.problems().unknownName(map.path() + "." + name, "importance", value, IMPORTANCE);
      }
      importance.put(name, value);
    }
    return importance;
  }

  /** Only the form is judged here: a product may have been learned, which no file tells. */
  private static List<String> products(ConfigMap site) {
    List<String> products = site.texts("protection");
    for (String product : products) {
      if (!PRODUCT.matcher(product).matches()) {
        site.problems()
            .add(site.path() + ".protection", "ids like bkav-endpoint are expected: " + product);
      }
    }
    return products;
  }

  private static List<String> ntp(ConfigMap site) {
    List<String> servers = site.texts("ntp");
    for (String server : servers) {
      if (HostPort.parse(server).isEmpty()) {
        site.problems().add(site.path() + ".ntp", "host or host:port is expected: " + server);
      }
    }
    return servers;
  }
}
