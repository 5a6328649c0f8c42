package vn.daugio.agent.os.windows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What is read together: a script {@code name.ps1} whose last value becomes one line of JSON. They
 * are read in this order, so what others wait for comes first.
 */
enum Part {
  /** Network, disks, memory: {@link WindowsFacts}. */
  FACTS,
  /** Protection products: {@link ProtectionFacts}. */
  PROTECTION,
  /** What is installed, only when it is asked for: {@link InventoryFacts}. */
  INVENTORY,
  /** What is plugged in: {@link WindowsPnp}. */
  PNP,
  /** Smart card service and certificates: {@link WindowsSigning}. */
  SIGNING,

  /** Firewall, old protocols, remote access: {@link WindowsHardening}. */
  HARDENING,

  /** Print queues, scanners: {@link WindowsPrinting}. */
  PRINTING,

  /** Release and updates, which take the longest: {@link WindowsUpdateFacts}. */
  UPDATES;

  /** Lower case; the name of the resource and of its line in the output. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * One script for several parts. It has no double quotes, which Windows would need escaped, as it
   * travels as one argument: a file would be refused where only signed scripts may run.
   */
  static String script(Collection<Part> parts) {
    return resource("driver.ps1")
        + parts.stream()
            .sorted()
            .map(part -> "Out-Part '" + part.code() + "' {\n" + part.script() + "}\n")
            .collect(Collectors.joining());
  }

  private String script() {
    return resource(code() + ".ps1");
  }

  private static String resource(String name) {
    try (InputStream in = Part.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
