package vn.daugio.agent.check;

/** Text that a device sent, made fit for a label or a fact. */
public final class DeviceText {
  public static final int NAME_LENGTH = 64;

  private DeviceText() {}

  /** One line, single spaces, no control or format characters, at most {@code length} chars. */
  public static String clean(String text, int length) {
    String flat = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    int end = Math.min(flat.length(), length);
    if (end < flat.length() && Character.isHighSurrogate(flat.charAt(end - 1))) {
      end--;
    }
    return flat.substring(0, end).strip();
  }
}
