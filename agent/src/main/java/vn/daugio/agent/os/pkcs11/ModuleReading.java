package vn.daugio.agent.os.pkcs11;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Tokens.Certificate;
import vn.daugio.agent.os.Tokens.Health;
import vn.daugio.agent.os.Tokens.Pin;
import vn.daugio.agent.os.Tokens.Token;
import vn.daugio.protocol.ProtocolJson;

/**
 * What one library told.
 *
 * @param health how it behaved; without {@link Health#WORKS} it told nothing
 * @param tokens at most 16
 * @param certificates at most 64, those of all tokens
 * @param unreadable how many further ones are no certificates
 */
public record ModuleReading(
    Health health, List<Token> tokens, List<Certificate> certificates, int unreadable) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern SERIAL = Pattern.compile("[0-9a-f]{4}");
  private static final Pattern CLASS = Pattern.compile("[a-z]{1,20}");
  private static final int MOST_TOKENS = 16;
  private static final int MOST_CERTIFICATES = 64;

  /** The year 9999, the last that a certificate can name (RFC 5280 section 4.1.2.5). */
  private static final long LATEST = 253_402_300_799L;

  // CKF_* of CK_TOKEN_INFO
  private static final long USER_PIN_INITIALIZED = 0x8;
  private static final long USER_PIN_COUNT_LOW = 0x10000;
  private static final long USER_PIN_FINAL_TRY = 0x20000;
  private static final long USER_PIN_LOCKED = 0x40000;

  public ModuleReading {
    tokens = List.copyOf(tokens);
    certificates = List.copyOf(certificates);
  }

  static ModuleReading of(Health health) {
    return new ModuleReading(health, List.of(), List.of(), 0);
  }

  /** Of all that the process printed; without the one line that counts it had died. */
  static ModuleReading parse(String output) {
    @Nullable String line =
        output
            .lines()
            .filter(one -> one.startsWith(TokenProgram.MARK))
            .reduce((earlier, later) -> later)
            .orElse(null);
    if (line == null) {
      return of(Health.CRASHED);
    }
    try {
      ModuleOutput.@Nullable Body body = ProtocolJson.read(line, ModuleOutput.class).daugio();
      return body == null ? of(Health.FAILS) : read(body);
    } catch (IllegalArgumentException e) {
      return of(Health.FAILS);
    }
  }

  private static ModuleReading read(ModuleOutput.Body body) {
    return switch (String.valueOf(body.state())) {
      case "works" -> tokens(body.tokens() == null ? List.of() : body.tokens());
      case "not_loaded" -> of(Health.NOT_LOADED);
      case "not_supported" -> of(Health.NOT_SUPPORTED);
      default -> of(Health.FAILS);
    };
  }

  private static ModuleReading tokens(List<ModuleOutput.TokenPart> parts) {
    List<Token> tokens = new ArrayList<>();
    List<Certificate> certificates = new ArrayList<>();
    int unreadable = 0;
    for (ModuleOutput.TokenPart part : parts) {
      @Nullable String id = part == null ? null : part.id();
      if (tokens.size() < MOST_TOKENS && id != null && ID.matcher(id).matches()) {
        tokens.add(new Token(id, pin(part.flags())));
        unreadable += Math.max(0, Math.min(MOST_CERTIFICATES, part.unreadable()));
        List<ModuleOutput.CertificatePart> its = part.certificates();
        for (ModuleOutput.CertificatePart one :
            its == null ? List.<ModuleOutput.CertificatePart>of() : its) {
          if (one != null && certificates.size() < MOST_CERTIFICATES) {
            certificate(one).ifPresent(certificates::add);
          }
        }
      }
    }
    return new ModuleReading(Health.WORKS, tokens, certificates, unreadable);
  }

  private static Optional<Certificate> certificate(ModuleOutput.CertificatePart part) {
    @Nullable String id = part.id();
    @Nullable String serial = part.serial();
    @Nullable String issuer = part.issuer();
    @Nullable String role = part.role();
    if (id == null || serial == null || issuer == null || role == null) {
      return Optional.empty();
    }
    boolean sound =
        ID.matcher(id).matches()
            && SERIAL.matcher(serial).matches()
            && CLASS.matcher(issuer).matches()
            && CLASS.matcher(role).matches()
            && Math.abs(part.from()) <= LATEST
            && Math.abs(part.to()) <= LATEST;
    return sound
        ? Optional.of(
            new Certificate(
                id,
                Instant.ofEpochSecond(part.from()),
                Instant.ofEpochSecond(part.to()),
                serial,
                issuer,
                role))
        : Optional.empty();
  }

  private static Pin pin(long flags) {
    if ((flags & USER_PIN_LOCKED) != 0) {
      return Pin.LOCKED;
    }
    if ((flags & USER_PIN_INITIALIZED) == 0) {
      return Pin.NOT_SET;
    }
    if ((flags & USER_PIN_FINAL_TRY) != 0) {
      return Pin.FINAL_TRY;
    }
    return (flags & USER_PIN_COUNT_LOW) != 0 ? Pin.COUNT_LOW : Pin.FINE;
  }
}
