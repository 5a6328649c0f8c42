package vn.daugio.collector.office;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Who is told, from the counter upwards. */
public enum Role {
  COUNTER,
  RESPONSE_TEAM,
  SUPPLIER,
  PROVINCE,
  CHAIR,
  SECURITY;

  /** As in the plan, in logs and in texts: {@code response-team}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<Role> ofCode(String code) {
    for (Role role : values()) {
      if (role.code().equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** All of them, for a suggestion. */
  public static Set<String> codes() {
    Set<String> codes = new TreeSet<>();
    for (Role role : values()) {
      codes.add(role.code());
    }
    return codes;
  }
}
