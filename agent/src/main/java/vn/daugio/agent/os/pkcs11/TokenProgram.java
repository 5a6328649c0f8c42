package vn.daugio.agent.os.pkcs11;

import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import vn.daugio.agent.os.CertificateClasses;
import vn.daugio.agent.os.pkcs11.Pkcs11Module.Pkcs11Failure;

/**
 * A process of its own that loads one vendor's library, prints what it sees as one line of JSON,
 * and ends: should the library crash or hang, the agent goes on. Names of people do not leave this
 * process: of a certificate it prints its days, four digits of its serial number, and classes.
 */
public final class TokenProgram {
  /** Begins the one line that counts: a vendor's library may print, too. */
  static final String MARK = "{\"daugio\":";

  private static final int MOST_SLOTS = 16;
  private static final long CKF_TOKEN_INITIALIZED = 0x400;

  private TokenProgram() {}

  /**
   * @param arguments the path of the library
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
    out.println(MARK + read(arguments[0]) + "}");
    out.flush();
    // a library may have started threads that would keep this process
    Runtime.getRuntime().halt(0);
  }

  private static String read(String path) {
    try {
      Pkcs11Module module = Pkcs11Module.open(path);
      List<String> tokens = new ArrayList<>();
      long[] slots = module.slotsWithToken();
      for (int i = 0; i < Math.min(slots.length, MOST_SLOTS); i++) {
        Pkcs11Module.TokenInfo info = module.token(slots[i]);
        if ((info.flags() & CKF_TOKEN_INITIALIZED) != 0) {
          tokens.add(token(info, module.certificates(slots[i])));
        }
      }
      module.close();
      return state("works") + ",\"tokens\":[" + String.join(",", tokens) + "]}";
    } catch (ClassNotFoundException e) {
      return state("not_supported") + "}";
    } catch (Pkcs11Failure e) {
      return state(e.getCause() instanceof java.io.IOException ? "not_loaded" : "fails") + "}";
    }
  }

  private static String state(String name) {
    return "{\"state\":\"" + name + "\"";
  }

  private static String token(Pkcs11Module.TokenInfo info, List<byte[]> certificates) {
    List<String> own = new ArrayList<>();
    List<String> authorities = new ArrayList<>();
    int unreadable = 0;
    for (byte[] der : certificates) {
      try {
        X509Certificate certificate = parse(der);
        boolean authority = certificate.getBasicConstraints() >= 0;
        (authority ? authorities : own).add(reduced(certificate, der));
      } catch (CertificateException e) {
        unreadable++;
      }
    }
    // an issuer's certificate beside its customer's signs nobody's documents; alone it is the
    // owner's, who made it
    List<String> parts = own.isEmpty() ? authorities : own;
    return "{\"id\":\""
        + digest((info.label() + '\0' + info.serial()).getBytes(StandardCharsets.UTF_8))
        + "\",\"flags\":"
        + info.flags()
        + ",\"unreadable\":"
        + unreadable
        + ",\"certificates\":["
        + String.join(",", parts)
        + "]}";
  }

  private static X509Certificate parse(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  static String reduced(X509Certificate certificate, byte[] der) {
    String serial = "000" + certificate.getSerialNumber().abs().toString(16);
    return "{\"id\":\""
        + digest(der)
        + "\",\"from\":"
        + certificate.getNotBefore().toInstant().getEpochSecond()
        + ",\"to\":"
        + certificate.getNotAfter().toInstant().getEpochSecond()
        + ",\"serial\":\""
        + serial.substring(serial.length() - 4)
        + "\",\"issuer\":\""
        + CertificateClasses.issuer(name(certificate.getIssuerX500Principal()))
        + "\",\"role\":\""
        + CertificateClasses.role(name(certificate.getSubjectX500Principal()))
        + "\"}";
  }

  private static String name(X500Principal principal) {
    return principal.getName(X500Principal.RFC2253);
  }

  /** Sixteen hexadecimal digits that tell things apart without telling what they are. */
  static String digest(byte[] of) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(of);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
