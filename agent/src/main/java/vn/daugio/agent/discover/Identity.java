package vn.daugio.agent.discover;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what a device is recognised, as far as it told; cleaned, since a device may say anything.
 *
 * @param model for people: at most 60 printable characters
 * @param serial at least 4 characters, one of them a letter or digit that is not the filler zero
 * @param mac six lower-case hexadecimal pairs with colons
 * @param uuid lower case
 */
record Identity(
    @Nullable String model, @Nullable String serial, @Nullable String mac, @Nullable String uuid) {
  static final Identity NONE = new Identity(null, null, null, null);

  private static final int LONGEST_MODEL = 60;
  private static final Pattern SERIAL =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._/-]{2,62}[A-Za-z0-9]");
  private static final Pattern FILLER = Pattern.compile("[0 ._/Xx-]*");
  private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
  private static final Pattern NO_MAC = Pattern.compile("(00:){5}00|(ff:){5}ff");
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** Of words as they came; what is no serial number, MAC or UUID is dropped. */
  static Identity of(
      @Nullable String model,
      @Nullable String serial,
      @Nullable String mac,
      @Nullable String uuid) {
    return new Identity(clean(model), serial(serial), mac(mac), uuid(uuid));
  }

  static Identity ofModel(@Nullable String model) {
    return of(model, null, null, null);
  }

  /** Fills what this one lacks. */
  Identity or(Identity other) {
    return new Identity(
        model == null ? other.model : model,
        serial == null ? other.serial : serial,
        mac == null ? other.mac : mac,
        uuid == null ? other.uuid : uuid);
  }

  /** Both have a serial number, and it is not the same; then they are two, whatever else agrees. */
  boolean contradicts(Identity other) {
    return serial != null && other.serial != null && !serial.equals(other.serial);
  }

  private static @Nullable String clean(@Nullable String text) {
    if (text == null) {
      return null;
    }
    // line and paragraph separators, too: a comment must not end where a device likes
    String plain =
        text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\ufffd]+", " ")
            .replaceAll("\\s+", " ")
            .strip();
    String cut =
        plain.substring(
            0,
            plain.offsetByCodePoints(
                0, Math.min(LONGEST_MODEL, plain.codePointCount(0, plain.length()))));
    return cut.isEmpty() ? null : cut.strip();
  }

  private static @Nullable String serial(@Nullable String text) {
    @Nullable String plain = text == null ? null : text.strip();
    return plain == null || !SERIAL.matcher(plain).matches() || FILLER.matcher(plain).matches()
        ? null
        : plain;
  }

  private static @Nullable String mac(@Nullable String text) {
    @Nullable String plain =
        text == null ? null : text.strip().toLowerCase(Locale.ROOT).replace('-', ':');
    return plain == null || !MAC.matcher(plain).matches() || NO_MAC.matcher(plain).matches()
        ? null
        : plain;
  }

  private static @Nullable String uuid(@Nullable String text) {
    @Nullable String plain =
        text == null ? null : text.strip().toLowerCase(Locale.ROOT).replaceFirst("^urn:uuid:", "");
    return plain == null || !UUID.matcher(plain).matches() ? null : plain;
  }
}
