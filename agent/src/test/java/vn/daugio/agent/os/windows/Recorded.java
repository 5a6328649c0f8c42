package vn.daugio.agent.os.windows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Outputs of the scripts in the test resources; see the README beside them. */
final class Recorded {
  private Recorded() {}

  static <T> T read(Part part, String situation, Class<T> type) {
    return PowerShell.parse(new String(bytes(part, situation), StandardCharsets.UTF_8), type);
  }

  static byte[] bytes(Part part, String situation) {
    String name = part.code() + "/" + situation + ".json";
    try (InputStream in = Recorded.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("no " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
