package vn.daugio.agent.os.windows;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.CertificateClasses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Tokens;
import vn.daugio.agent.os.pkcs11.ModuleCatalogue;
import vn.daugio.agent.os.pkcs11.TokenReader;
import vn.daugio.agent.os.pkcs11.TokenReader.Library;

/**
 * Tokens by the vendors' libraries that are installed and by PnP, certificates by the account's own
 * store, into which Windows copies those of a card. A store that is not this account's is not seen,
 * and that is said.
 */
final class WindowsTokens implements Tokens {
  private static final Duration GOOD_FOR = Duration.ofSeconds(20);
  private static final int RUNNING = 4;
  private static final int MOST = 64;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
  private static final Pattern SERIAL = Pattern.compile("[0-9a-f]{4}");
  private static final Set<String> ROLES = Set.of("person", "organisation", "unspecified");

  private final WindowsPeripherals peripherals;
  private final Supplier<WindowsSigning> source;
  private final List<Library> libraries;
  private @Nullable Reading last;
  private Deadline goodUntil = Deadline.in(Duration.ZERO);

  /**
   * @param libraries those that are installed
   */
  WindowsTokens(
      WindowsPeripherals peripherals, Supplier<WindowsSigning> source, List<Library> libraries) {
    this.peripherals = peripherals;
    this.source = source;
    this.libraries = libraries;
  }

  @Override
  public synchronized Reading read(Deadline deadline)
      throws NotPermittedException, InterruptedException {
    @Nullable Reading known = last;
    if (known == null || goodUntil.isOver()) {
      known = readNow(deadline);
      last = known;
      goodUntil = Deadline.in(GOOD_FOR);
    }
    return known;
  }

  private Reading readNow(Deadline deadline) throws NotPermittedException, InterruptedException {
    WindowsSigning signing = source.get();
    Reading told =
        new TokenReader(libraries, ModuleCatalogue.builtIn())
            .read(service(signing), peripherals, deadline);
    List<Certificate> certificates = new ArrayList<>(told.certificates().orElse(List.of()));
    store(signing).stream()
        .filter(one -> certificates.stream().noneMatch(other -> isSame(one, other)))
        .forEach(certificates::add);
    boolean hidden = signing.certificates() == null;
    return new Reading(
        told.service(),
        told.readers(),
        told.tokenDevices(),
        told.middleware(),
        tokens(told),
        hidden && certificates.isEmpty() ? Optional.empty() : Optional.of(certificates),
        told.unreadable(),
        hidden && certificates.isEmpty());
  }

  /**
   * A device of a token's maker is a token, whatever library knows it; its PIN is not told. A card
   * in another reader may be anybody's identity card.
   */
  private static Optional<List<Token>> tokens(Reading told) {
    if (told.tokens().filter(all -> !all.isEmpty()).isPresent()) {
      return told.tokens();
    }
    List<Token> tokens = new ArrayList<>();
    for (int i = 0; i < Math.min(told.tokenDevices(), MOST); i++) {
      tokens.add(new Token("device" + i, Pin.NOT_TOLD));
    }
    return Optional.of(tokens);
  }

  private static Service service(WindowsSigning signing) {
    @Nullable Integer status = signing.service();
    if (status == null) {
      return Service.ABSENT;
    }
    return status == RUNNING ? Service.RUNNING : Service.STOPPED;
  }

  /** Only of issuers that we know: the store also has certificates of Windows and of browsers. */
  private static List<Certificate> store(WindowsSigning signing) {
    @Nullable List<WindowsSigning.Entry> entries = signing.certificates();
    List<Certificate> found = new ArrayList<>();
    for (WindowsSigning.Entry one : entries == null ? List.<WindowsSigning.Entry>of() : entries) {
      if (one != null && found.size() < MOST) {
        certificate(one).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<Certificate> certificate(WindowsSigning.Entry entry) {
    String id = String.valueOf(entry.id());
    String serial = String.valueOf(entry.serial());
    String role = String.valueOf(entry.role());
    String issuer = CertificateClasses.issuer(String.valueOf(entry.issuer()));
    if (!ID.matcher(id).matches()
        || !SERIAL.matcher(serial).matches()
        || !ROLES.contains(role)
        || issuer.equals(CertificateClasses.OTHER)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Certificate(
              id,
              Instant.parse(String.valueOf(entry.from())),
              Instant.parse(String.valueOf(entry.to())),
              serial,
              issuer,
              role));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The library and the store name the same certificate by different hashes. */
  private static boolean isSame(Certificate one, Certificate other) {
    return one.serialTail().equals(other.serialTail()) && one.to().equals(other.to());
  }
}
