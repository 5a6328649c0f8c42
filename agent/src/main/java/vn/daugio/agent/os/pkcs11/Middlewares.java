package vn.daugio.agent.os.pkcs11;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.CommandException;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Tokens.Health;

/** Starts {@link TokenProgram} on a library, and waits for it no longer than told. */
public final class Middlewares {
  private Middlewares() {}

  /** What the library at this path tells. */
  public static ModuleReading ask(Path library, Deadline deadline) throws InterruptedException {
    try {
      return ModuleReading.parse(Command.run(command(library), deadline).out());
    } catch (CommandException e) {
      return ModuleReading.of(
          e.failure() == CommandException.Failure.TIMED_OUT ? Health.HANGS : Health.NOT_SUPPORTED);
    }
  }

  static List<String> command(Path library) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xms4m",
        "-Xmx24m",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        // a vendor's crash leaves neither a report nor a core file on the office's disk
        "-XX:+SuppressFatalErrorMessage",
        "-XX:-CreateCoredumpOnCrash",
        "--add-exports=jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED",
        "-cp",
        own(),
        TokenProgram.class.getName(),
        library.toString());
  }

  /** Our jar: the program needs no library but the JDK. */
  private static String own() {
    try {
      return new File(
              TokenProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .getPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no path of our own", e);
    }
  }
}
