package vn.daugio.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.uplink.Trust;
import vn.daugio.agent.uplink.Uplink;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Enrolment;
import vn.daugio.protocol.EnrolmentRequest;
import vn.daugio.protocol.Problems;

/** {@code daugio-agent join}: trades a join code for a credential and writes both files. */
final class Joining {
  private static final String TOKEN = "token";

  private final Path config;
  private final @Nullable Path caFile;

  Joining(Path config, @Nullable Path caFile) {
    this.config = config.toAbsolutePath().normalize();
    this.caFile = caFile == null ? null : caFile.toAbsolutePath().normalize();
  }

  /**
   * @return what was done, for the person at the terminal
   * @throws IOException when the collector refused or a file cannot be written
   */
  String join(String url, String code, @Nullable String machine) throws IOException {
    Problems problems = new Problems();
    @Nullable URI collector = AgentConfig.collectorUrl(url, "URL", problems);
    problems.throwIfAny("daugio-agent join");
    if (collector == null) {
      throw new IllegalStateException("an address without problems is there");
    }
    refuseOtherCollector(collector);
    @Nullable SSLSocketFactory trust = caFile == null ? null : Trust.only(caFile);
    Path tokenFile = config.resolveSibling(TOKEN);
    if (!Files.isDirectory(parent())) {
      Files.createDirectories(parent()); // which Java 17 refuses for a link to a directory
    }
    Enrolment enrolment =
        Uplink.enrol(collector, new EnrolmentRequest(code.strip(), machine), trust);
    writeSecret(tokenFile, enrolment.token());
    writeConfig(collector, enrolment);
    return "Joined %s as %s of %s; configuration in %s"
        .formatted(collector, enrolment.machine(), enrolment.site(), config);
  }

  private Path parent() {
    Path parent = config.getParent();
    return parent == null ? config : parent;
  }

  /** A machine that already reports somewhere else is not taken over by a slip of the pen. */
  private void refuseOtherCollector(URI collector) throws IOException {
    if (!Files.exists(config)) {
      return;
    }
    Problems ignored = new Problems();
    ConfigMap map = YamlFile.read(config, ignored);
    @Nullable String known = map.map("collector").optionalText("url");
    if (!ignored.isEmpty() || (known != null && !known.equals(collector.toString()))) {
      throw new FileAlreadyExistsException(
          config + " is in use" + (known == null ? "" : " for " + known) + "; move it away first");
    }
    for (String key : map.keys()) {
      if (!Set.of("site", "machine", "collector").contains(key)) {
        throw new FileAlreadyExistsException(
            config + " has '" + key + ":' which joining would lose; move it away first");
      }
    }
  }

  private void writeSecret(Path file, String secret) throws IOException {
    Path unfinished = file.resolveSibling(TOKEN + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, ownerOnly());
    Files.writeString(unfinished, secret + "\n", StandardCharsets.US_ASCII);
    Files.move(unfinished, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private FileAttribute<?>[] ownerOnly() throws IOException {
    if (!Files.getFileStore(parent()).supportsFileAttributeView("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-------");
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)};
  }

  private void writeConfig(URI collector, Enrolment enrolment) throws IOException {
    StringBuilder yaml = new StringBuilder();
    yaml.append("site: ").append(quoted(enrolment.site())).append('\n');
    yaml.append("machine: ").append(quoted(enrolment.machine())).append('\n');
    yaml.append("collector: {url: ").append(quoted(collector.toString()));
    yaml.append(", token-file: ").append(TOKEN);
    if (caFile != null) {
      yaml.append(", ca-file: ").append(quoted(caFile.toString()));
    }
    yaml.append("}\n");
    Files.writeString(config, yaml, StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
