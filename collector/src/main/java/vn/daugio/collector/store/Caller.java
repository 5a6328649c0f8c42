package vn.daugio.collector.store;

import java.security.Principal;
import java.util.Locale;

/** Somebody who reads or operates, as the gate has recognised them. */
public record Caller(Role role) implements Principal {
  /** What a caller may do; an operator may read as well. */
  public enum Role {
    READER,
    OPERATOR
  }

  @Override
  public String getName() {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
