package vn.daugio.protocol;

import java.util.Locale;

/** The languages of every text that a person reads; Vietnamese is the default. */
public enum Language {
  VI,
  EN;

  /** {@code vi} or {@code en}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Anything but {@code en} is Vietnamese. */
  public static Language of(String code) {
    return "en".equalsIgnoreCase(code) ? EN : VI;
  }
}
