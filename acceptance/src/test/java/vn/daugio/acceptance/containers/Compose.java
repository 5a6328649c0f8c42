package vn.daugio.acceptance.containers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/**
 * The services of {@code deploy/compose.yaml} as containers with what is written there: image,
 * command, environment, mounts, secrets and limits. All stand on one network, and named volumes get
 * a prefix, so that nothing of a province on this machine is touched.
 *
 * @param folder that relative paths start from
 * @param root the file's content, its variables filled
 * @param prefix of the names of volumes
 */
record Compose(Path folder, Map<String, Object> root, String prefix) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::-([^}]*))?}");

  /** What this reader carries over. Another key of a service would be tested in name only. */
  private static final Set<String> KEYS =
      Set.of(
          "image",
          "build",
          "hostname",
          "depends_on",
          "restart",
          "read_only",
          "tmpfs",
          "shm_size",
          "cap_drop",
          "security_opt",
          "mem_limit",
          "cpus",
          "stop_grace_period",
          "networks",
          "ports",
          "command",
          "environment",
          "volumes",
          "secrets");

  /** Reads a file; variables that the map has not get their default, or are empty. */
  static Compose read(Path file, Map<String, String> variables, String prefix) throws IOException {
    Matcher found = VARIABLE.matcher(Files.readString(file));
    String filled =
        found.replaceAll(
            match -> {
              String otherwise = Objects.requireNonNullElse(match.group(2), "");
              return Matcher.quoteReplacement(variables.getOrDefault(match.group(1), otherwise));
            });
    Object root = new Load(LoadSettings.builder().build()).loadFromString(filled);
    return new Compose(Objects.requireNonNull(file.getParent()), map(root), prefix);
  }

  Map<String, Object> secrets() {
    return map(root.get("secrets"));
  }

  Map<String, Object> service(String name) {
    Map<String, Object> service = map(map(root.get("services")).get(name));
    if (!KEYS.containsAll(service.keySet())) {
      throw new AssertionError(name + " has keys that are not carried over: " + service.keySet());
    }
    return service;
  }

  String image(String name) {
    return Objects.requireNonNull((String) service(name).get("image"), name);
  }

  Set<String> volumes() {
    return map(root.get("volumes")).keySet().stream()
        .map(name -> prefix + name)
        .collect(Collectors.toSet());
  }

  /** A container that is not started. */
  GenericContainer<?> container(String name, Network network) {
    Map<String, Object> service = service(name);
    GenericContainer<?> container =
        new GenericContainer<>(DockerImageName.parse(image(name)))
            .withImagePullPolicy(image -> false)
            .withNetwork(network)
            .withNetworkAliases(name);
    for (Object port : list(service.get("ports"))) {
      String text = port.toString();
      container.addExposedPort(Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)));
    }
    map(service.get("environment"))
        .forEach((key, value) -> container.addEnv(key, Objects.toString(value, "")));
    if (service.containsKey("command")) {
      container.withCommand(strings(service.get("command")).toArray(String[]::new));
    }
    return container.withCreateContainerCmdModifier(create -> fill(service, create));
  }

  private void fill(Map<String, Object> service, CreateContainerCmd create) {
    if (service.get("hostname") instanceof String host) {
      create.withHostName(host);
    }
    List<Bind> binds = new ArrayList<>();
    for (String volume : strings(service.get("volumes"))) {
      int at = volume.indexOf(':');
      binds.add(Bind.parse(source(volume.substring(0, at)) + volume.substring(at)));
    }
    Map<String, Object> files = secrets();
    for (Object use : list(service.get("secrets"))) {
      Map<String, Object> written = use instanceof String ? Map.of("source", use) : map(use);
      String name = text(written.get("source"));
      Object target = written.getOrDefault("target", "/run/secrets/" + name);
      binds.add(Bind.parse(source(text(map(files.get(name)).get("file"))) + ":" + target + ":ro"));
    }
    Map<String, String> memory = new HashMap<>();
    strings(service.get("tmpfs")).forEach(path -> memory.put(path, ""));
    HostConfig host = Objects.requireNonNull(create.getHostConfig());
    host.withBinds(binds)
        .withReadonlyRootfs(Boolean.TRUE.equals(service.get("read_only")))
        .withTmpFs(memory)
        .withSecurityOpts(strings(service.get("security_opt")))
        .withMemory(bytes(service.get("mem_limit")))
        .withNanoCPUs(Long.parseLong(text(service.get("cpus"))) * 1_000_000_000L)
        .withCapDrop(
            strings(service.get("cap_drop")).stream()
                .map(Capability::valueOf)
                .toArray(Capability[]::new));
    if (service.containsKey("shm_size")) {
      host.withShmSize(bytes(service.get("shm_size")));
    }
  }

  /** A folder or file of this machine, or a volume. */
  private String source(String written) {
    boolean path = written.startsWith(".") || written.startsWith("/");
    return path ? folder.resolve(written).normalize().toString() : prefix + written;
  }

  private static String text(@Nullable Object value) {
    return Objects.requireNonNull(value).toString();
  }

  private static long bytes(@Nullable Object size) {
    String text = text(size);
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return text.endsWith("g") ? number << 30 : number << 20;
  }

  private static List<String> strings(@Nullable Object values) {
    return list(values).stream().map(Object::toString).toList();
  }

  private static List<?> list(@Nullable Object values) {
    return values instanceof List<?> list ? list : List.of();
  }

  @SuppressWarnings("unchecked") // keys of these files are texts
  static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }
}
