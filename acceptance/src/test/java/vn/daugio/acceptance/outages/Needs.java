package vn.daugio.acceptance.outages;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a test in the simulated office cannot do without. */
final class Needs {
  private Needs() {}

  /** Network namespaces and the programs in them. Without: skipped, but failed where CI=true. */
  static void rootOnLinux() {
    if (!"root".equals(System.getProperty("user.name"))) {
      missing("the simulated office needs root");
    }
    for (String program : List.of("ip", "iptables", "dnsmasq", "nginx", "chronyd", "socat")) {
      boolean found =
          List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").stream()
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
      if (!found) {
        missing(program + " is not installed");
      }
    }
  }

  private static void missing(String what) {
    if ("true".equals(System.getenv("CI"))) {
      fail(what);
    }
    abort(what);
  }
}
