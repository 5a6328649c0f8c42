package vn.daugio.agent.os.linux;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.SmallFiles;

/**
 * Whether SoftHSM has tokens that this account may read (softhsm2.conf(5)): where it has none, its
 * library need not be started at every round.
 */
final class SoftHsmTokens {
  private static final Pattern DIRECTORY =
      Pattern.compile("(?m)^\\s*directories\\.tokendir\\s*=\\s*(/\\S{1,300})\\s*$");

  private SoftHsmTokens() {}

  /**
   * @param configuration what SOFTHSM2_CONF says; null: the system's file below the root
   */
  static boolean any(Path root, @Nullable String configuration) {
    Path file =
        configuration == null ? root.resolve("etc/softhsm/softhsm2.conf") : Path.of(configuration);
    return SmallFiles.text(file)
        .flatMap(SoftHsmTokens::directory)
        .map(directory -> !SmallFiles.entries(directory, "*").isEmpty())
        .orElse(false);
  }

  private static Optional<Path> directory(String text) {
    Matcher matcher = DIRECTORY.matcher(text);
    return matcher.find() ? Optional.of(Path.of(matcher.group(1))) : Optional.empty();
  }
}
