package vn.daugio.acceptance.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the built programs stand in the source tree. */
public final class Tree {
  private Tree() {}

  /** The root of the checkout, looked for from the working directory upwards. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("agent/bin/daugio-agent"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("not inside the project's tree");
    }
    return folder;
  }

  public static String agent() {
    return root().resolve("agent/bin/daugio-agent").toString();
  }

  public static String collector() {
    return root().resolve("collector/bin/daugio-collector").toString();
  }

  public static String lab() {
    return root().resolve("acceptance/lab/lab.sh").toString();
  }
}
