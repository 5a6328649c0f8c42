package vn.daugio.agent.os.pkcs11;

import io.avaje.jsonb.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import vn.daugio.protocol.ProtocolJson;

/**
 * Libraries that signing programs use, and who makes tokens: {@code pkcs11-modules.json}.
 *
 * @param version counted up with each change
 * @param tokenVendors USB vendor ids of makers of tokens: one of theirs is a token whatever class
 *     it claims
 */
@Json
public record ModuleCatalogue(int version, List<Module> modules, List<Vendor> tokenVendors) {
  public ModuleCatalogue {
    modules = List.copyOf(modules);
    tokenVendors = List.copyOf(tokenVendors);
  }

  /**
   * @param name a short code
   * @param confidence high, medium or low: how sure we are of the paths
   * @param software needs nothing that is plugged in
   * @param paths where it is installed; the first that is there counts
   */
  @Json
  public record Module(String name, String confidence, boolean software, List<String> paths) {
    public Module {
      paths = List.copyOf(paths);
    }
  }

  /** A USB vendor id of four lower-case hexadecimal digits. */
  @Json
  public record Vendor(String vendor, String confidence) {}

  /** The one that comes with the program. */
  public static ModuleCatalogue builtIn() {
    try (InputStream in = ModuleCatalogue.class.getResourceAsStream("pkcs11-modules.json")) {
      if (in == null) {
        throw new IllegalStateException("no pkcs11-modules.json");
      }
      return ProtocolJson.read(
          new String(in.readAllBytes(), StandardCharsets.UTF_8), ModuleCatalogue.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isTokenVendor(String id) {
    return tokenVendors.stream().anyMatch(known -> known.vendor().equals(id));
  }
}
