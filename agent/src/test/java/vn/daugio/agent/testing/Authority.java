package vn.daugio.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A certificate authority made by openssl for one test. */
public final class Authority {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path directory;

  /** A certificate chain and its key, both PEM. */
  public record Pair(Path certificate, Path key) {}

  private Authority(Path directory) {
    this.directory = directory;
  }

  public static Authority create(Path directory) {
    Peers.need("openssl");
    try {
      Files.createFile(directory.resolve("index.txt"));
      Files.writeString(
          directory.resolve("ca.cnf"),
          """
          [ca]
          default_ca = d
          [d]
          database = %1$s/index.txt
          new_certs_dir = %1$s
          private_key = %1$s/ca.key
          certificate = %1$s/ca.pem
          rand_serial = yes
          unique_subject = no
          default_md = sha256
          copy_extensions = copy
          policy = p
          [p]
          commonName = supplied
          """
              .formatted(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Authority authority = new Authority(directory);
    authority.key("ca", "-x509", "-days", "3650", "-subj", "/CN=Test CA");
    return authority;
  }

  public Path certificate() {
    return directory.resolve("ca.pem");
  }

  private Pair key(String name, String... options) {
    Pair pair = new Pair(directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
    String[] fixed = {
      "openssl",
      "req",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:P-256",
      "-nodes",
      "-keyout",
      pair.key().toString(),
      "-out",
      pair.certificate().toString()
    };
    String[] all = java.util.Arrays.copyOf(fixed, fixed.length + options.length);
    System.arraycopy(options, 0, all, fixed.length, options.length);
    Peers.run(all);
    return pair;
  }

  /** Signed by itself. */
  public Pair selfSigned(String host) {
    return key(
        "self-" + host, "-x509", "-subj", "/CN=" + host, "-addext", "subjectAltName=DNS:" + host);
  }

  /** Signed by this authority. */
  public Pair issue(String name, String host, Instant from, Instant to) {
    return sign(
        key(name, "-subj", "/CN=" + host, "-addext", "subjectAltName=DNS:" + host), from, to);
  }

  /**
   * Signed by this authority, valid for a hundred days.
   *
   * @param names as openssl writes them, e.g. {@code DNS:*.example,IP:127.0.0.1}; empty: only the
   *     common name
   */
  public Pair named(String name, String commonName, String names) {
    String subject = "/CN=" + commonName;
    Pair pair =
        names.isEmpty()
            ? key(name, "-subj", subject)
            : key(name, "-subj", subject, "-addext", "subjectAltName=" + names);
    Instant now = Instant.now();
    return sign(pair, now.minus(Duration.ofDays(10)), now.plus(Duration.ofDays(100)));
  }

  private Pair sign(Pair pair, Instant from, Instant to) {
    Path request = pair.certificate().resolveSibling(pair.certificate().getFileName() + ".csr");
    try {
      Files.move(pair.certificate(), request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Peers.run(
        "openssl",
        "ca",
        "-batch",
        "-notext",
        "-config",
        directory.resolve("ca.cnf").toString(),
        "-startdate",
        TIME.format(from),
        "-enddate",
        TIME.format(to),
        "-in",
        request.toString(),
        "-out",
        pair.certificate().toString());
    return pair;
  }
}
