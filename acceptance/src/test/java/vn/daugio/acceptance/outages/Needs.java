package vn.daugio.acceptance.outages;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a test cannot do without. */
public final class Needs {
  private Needs() {}

  /** Network namespaces and the programs in them. Without: skipped, but failed where CI=true. */
  static void rootOnLinux() {
    rootWith("ip", "iptables", "dnsmasq", "nginx", "chronyd", "socat");
  }

  /** Root and these programs. Without: skipped, but failed where CI=true. */
  public static void rootWith(String... programs) {
    if (!"root".equals(System.getProperty("user.name"))) {
      missing("root is needed");
    }
    programs(programs);
  }

  /** These programs. Without: skipped, but failed where CI=true. */
  public static void programs(String... programs) {
    for (String program : programs) {
      boolean found =
          List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").stream()
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      if (!found) {
        missing(program + " is not installed");
      }
    }
  }

  /** Something that is there. Without: skipped, but failed where CI=true. */
  public static void that(boolean there, String otherwise) {
    if (!there) {
      missing(otherwise);
    }
  }

  private static void missing(String what) {
    if ("true".equals(System.getenv("CI"))) {
      fail(what);
    }
    abort(what);
  }
}
