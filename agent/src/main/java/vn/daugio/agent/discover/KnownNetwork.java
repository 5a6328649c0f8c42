package vn.daugio.agent.discover;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network as the configuration names it.
 *
 * @param mark null: an ordinary one, in which discovery may look around
 * @param community of SNMP version 2c there; null: {@code public}
 */
public record KnownNetwork(Cidr cidr, @Nullable Mark mark, @Nullable String community) {
  /** The community where none is configured. */
  public static final String USUAL_COMMUNITY = "public";

  /** Why nothing is ever sent into it by discovery. */
  public enum Mark {
    /** The dedicated data network of the State. */
    TSLCD,
    /** Networks of cipher devices. */
    CIPHER;

    /** As in a configuration. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mark> ofCode(String code) {
      return Arrays.stream(values()).filter(mark -> mark.code().equals(code)).findFirst();
    }
  }
}
