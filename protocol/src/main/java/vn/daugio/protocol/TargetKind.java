package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of thing a target is; the values of {@code kind:} in a configuration. */
public enum TargetKind {
  LINK,
  GATEWAY,
  SWITCH,
  ROUTER,
  ACCESS_POINT,
  PRINTER,
  SCANNER,
  FOLDER,
  UPS,
  CAMERA,
  SERVER,
  SYSTEM,
  MAIL,
  MEETING,
  DEVICE,
  /** The computer an agent runs on; never written in a configuration. */
  MACHINE;

  /** Lower case with hyphens, e.g. {@code access-point}. */
  @Json.Value
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<TargetKind> ofCode(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }
}
