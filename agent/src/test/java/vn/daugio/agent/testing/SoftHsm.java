package vn.daugio.agent.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Tokens of SoftHSM2 in a folder of the test, and certificates on them made by openssl. */
public final class SoftHsm {
  public static final String PIN = "123456";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Path library;
  private int made;

  private SoftHsm(Path folder, Path library) {
    this.folder = folder;
    this.library = library;
  }

  public static SoftHsm create(Path folder) {
    Peers.need("softhsm2-util");
    Peers.need("pkcs11-tool");
    Peers.need("openssl");
    try {
      Files.createDirectories(folder.resolve("tokens"));
      Files.writeString(
          folder.resolve("softhsm2.conf"),
          "directories.tokendir = %s/tokens\nobjectstore.backend = file\nlog.level = ERROR\n"
              .formatted(folder));
      Files.writeString(folder.resolve("index.txt"), "");
      Files.writeString(
          folder.resolve("ca.cnf"),
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
          policy = p
          preserve = yes
          [p]
          countryName = optional
          organizationName = optional
          commonName = supplied
          UID = optional
          [req]
          distinguished_name = r
          [r]
          """
              .formatted(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SoftHsm(folder, find("libsofthsm2.so", "softhsm/"));
  }

  /** A library of this machine's architecture. */
  public static Path find(String name, String below) {
    for (String place : List.of("/usr/lib/x86_64-linux-gnu/", "/usr/lib/aarch64-linux-gnu/")) {
      if (Files.exists(Path.of(place + below + name))) {
        return Path.of(place + below + name);
      }
    }
    Peers.needThat(false, name + " is not installed");
    throw new IllegalStateException("not reached");
  }

  public Path library() {
    return library;
  }

  /** What SoftHSM reads its configuration from. */
  public String configuration() {
    return folder.resolve("softhsm2.conf").toString();
  }

  /** An initialised token with a PIN and nothing on it. */
  public SoftHsm token(String label) {
    tool("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN);
    return this;
  }

  /** A certificate of this issuer's on a token; names as openssl writes them. */
  public SoftHsm certificate(
      String label, String issuer, String subject, Instant from, Instant to) {
    made++;
    openssl(
        "req", "-x509", "-newkey", "ec", "-subj", issuer, "-out", "ca.pem", "-keyout", "ca.key");
    openssl("req", "-newkey", "ec", "-subj", subject, "-out", "one.csr", "-keyout", "one.key");
    run(
        List.of(
            "openssl",
            "ca",
            "-batch",
            "-notext",
            "-utf8",
            "-config",
            file("ca.cnf"),
            "-startdate",
            TIME.format(from),
            "-enddate",
            TIME.format(to),
            "-in",
            file("one.csr"),
            "-out",
            file("one.pem")));
    run(List.of("openssl", "x509", "-in", file("one.pem"), "-outform", "DER", "-out", file("c")));
    write(label, "c");
    return this;
  }

  /** Somebody enters a wrong PIN once. */
  public SoftHsm wrongPin(String label) {
    run(
        List.of(
            "pkcs11-tool",
            "--module",
            library.toString(),
            "--token-label",
            label,
            "--login",
            "--pin",
            "654321",
            "--list-objects"));
    return this;
  }

  private void write(String label, String file) {
    run(
        List.of(
            "pkcs11-tool",
            "--module",
            library.toString(),
            "--token-label",
            label,
            "--login",
            "--pin",
            PIN,
            "--write-object",
            file(file),
            "--type",
            "cert",
            "--id",
            "0" + made));
  }

  private void openssl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    for (String one : arguments) {
      command.add(one.matches("(ca|one)\\.(pem|key|csr)") ? file(one) : one);
    }
    command.addAll(
        List.of(
            "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-utf8", "-config", file("ca.cnf")));
    run(command);
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private void tool(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of("--so-pin", "12345678"));
    run(all);
  }

  private void run(List<String> command) {
    run(command, configuration());
  }

  /** Its output, both streams; it has to succeed unless it is a check that fails. */
  public static String run(List<String> command, String configuration, String... environment) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", configuration);
    for (int i = 0; i < environment.length; i += 2) {
      builder.environment().put(environment[i], environment[i + 1]);
    }
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() > 1) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
