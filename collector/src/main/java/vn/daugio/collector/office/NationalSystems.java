package vn.daugio.collector.office;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Problems;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** The catalogue of national systems that a site chooses from by name. */
final class NationalSystems {
  private NationalSystems() {}

  /** Name to target, in the catalogue's order. */
  static Map<String, Target> load() {
    Problems problems = new Problems();
    ConfigMap root = ConfigMap.of("", resource("national-systems.yaml"), problems);
    Map<String, Target> systems = new LinkedHashMap<>();
    for (ConfigMap item : root.maps("systems")) {
      String name = item.text("name");
      Access.Web web = Access.Web.plain(item.text("url"), "200-403", null, null);
      systems.put(
          name, new Target(name, TargetKind.SYSTEM, null, item.optionalText("line"), List.of(web)));
    }
    problems.throwIfAny("national-systems.yaml");
    return systems;
  }

  /** What a YAML file beside this class holds. */
  static Object resource(String file) {
    try (InputStream in = NationalSystems.class.getResourceAsStream(file)) {
      Object read =
          in == null
              ? null
              : YamlFile.parse(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
      if (read == null) {
        throw new IllegalStateException(file + " is missing or empty");
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
