package vn.daugio.agent.os;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The agent's own files against the list of its package: an antivirus takes a file away without a
 * word, and what is left behaves in riddles.
 */
public final class AgentFiles {
  /** As sha256sum(1) writes it, at the root of the installation. */
  static final String LIST = "SHA256SUMS.txt";

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([^\\\\:*?\"<>|\\p{Cc}]+)");

  /**
   * A whole Java runtime is looked for, but not read through: that would cost a tick its second.
   */
  private static final String RUNTIME = "runtime/";

  private static final long MOST_BYTES = 32 * 1024 * 1024;

  private final @Nullable Path root;

  /**
   * @param root the folder of the installation
   */
  public AgentFiles(Path root) {
    this.root = root;
  }

  private AgentFiles() {
    this.root = null;
  }

  /**
   * What is wrong, each a path below the installation; both empty when there is no list.
   *
   * @param changed those whose content is another
   */
  public record Damage(List<String> missing, List<String> changed) {
    public boolean isNone() {
      return missing.isEmpty() && changed.isEmpty();
    }

    /** All of it in one line, e.g. {@code prunsrv.exe, lib/a.jar}. */
    public String names() {
      List<String> all = new ArrayList<>(missing);
      all.addAll(changed);
      return String.join(", ", all);
    }
  }

  /** Those of the program that runs here; without a list beside it nothing is ever wrong. */
  public static AgentFiles ofThisProgram() {
    @Nullable CodeSource source = AgentFiles.class.getProtectionDomain().getCodeSource();
    try {
      Path jar = source == null ? Path.of("") : Path.of(source.getLocation().toURI());
      for (Path folder = jar.getParent(); folder != null; folder = folder.getParent()) {
        if (Files.isRegularFile(folder.resolve(LIST))) {
          return new AgentFiles(folder);
        }
        if (!folder.endsWith("lib")) {
          break;
        }
      }
    } catch (URISyntaxException e) {
      // a program that was not started from a file has no installation
    }
    return new AgentFiles();
  }

  /** Only whether each is there; cheap. */
  public List<String> missing() {
    return present(false).missing();
  }

  /** Whether each is there and as it was packed. */
  public Damage damage() {
    return present(true);
  }

  private Damage present(boolean isRead) {
    List<String> missing = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    @Nullable Path folder = root;
    if (folder != null) {
      list(folder)
          .forEach(
              (name, sum) -> {
                Path file = folder.resolve(name);
                if (!Files.isRegularFile(file)) {
                  missing.add(name);
                } else if (isRead
                    && !name.startsWith(RUNTIME)
                    && sum(file).filter(found -> !found.equals(sum)).isPresent()) {
                  changed.add(name);
                }
              });
    }
    return new Damage(List.copyOf(missing), List.copyOf(changed));
  }

  private static Map<String, String> list(Path folder) {
    Map<String, String> sums = new LinkedHashMap<>();
    for (String line : SmallFiles.lines(folder.resolve(LIST))) {
      Matcher matcher = LINE.matcher(line.stripTrailing());
      if (matcher.matches()) {
        String name = matcher.group(2);
        if (!name.startsWith("/") && !name.contains("..")) {
          sums.put(name, matcher.group(1));
        }
      }
    }
    return sums;
  }

  /** Empty when it cannot be read: an antivirus that is looking at it right now has locked it. */
  private static Optional<String> sum(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[16 * 1024];
      long read = 0;
      for (int n = in.read(buffer); n >= 0 && read <= MOST_BYTES; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        read += n;
      }
      return Optional.of(HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
