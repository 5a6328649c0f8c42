package vn.daugio.agent.os.windows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Outputs of a part, made after the documentation; see the README beside them. */
final class Situations {
  private Situations() {}

  static <T> T read(Part part, String situation, Class<T> type) {
    String name = part.code() + "/" + situation + ".json";
    try (InputStream in = Situations.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return PowerShell.parse(new String(bytes, StandardCharsets.UTF_8), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
