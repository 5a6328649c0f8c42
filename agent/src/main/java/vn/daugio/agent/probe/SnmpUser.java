package vn.daugio.agent.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.smi.OID;
import vn.daugio.protocol.Access;

/**
 * A user of the User-based Security Model (RFC 3414) with what it proves itself by. Authentication
 * is HMAC-SHA-2 (RFC 7860), or MD5 and SHA-1 for devices that have nothing newer; privacy is AES
 * (RFC 3826; 192 and 256 bits as in draft-blumenthal-aes-usm-04).
 *
 * @param name the user's name
 * @param auth null: not authenticated
 * @param priv null: not encrypted
 */
record SnmpUser(String name, @Nullable Secret auth, @Nullable Secret priv) {
  /** RFC 3414 section 11.2. */
  private static final int SHORTEST = 8;

  private static final int LONGEST_FILE = 1_024;

  /**
   * @param protocol the identifier of the protocol
   * @param password at least 8 characters
   */
  record Secret(OID protocol, String password) {
    @Override
    public String toString() {
      return "Secret[" + protocol + "]";
    }
  }

  /**
   * Reads the password files.
   *
   * @throws ProbeException AUTH_REJECTED when there is no usable password, UNSUPPORTED for a
   *     protocol that this agent does not speak
   */
  static SnmpUser of(
      String name, Access.@Nullable SnmpSecret auth, Access.@Nullable SnmpSecret priv) {
    return new SnmpUser(
        name,
        auth == null ? null : new Secret(authentication(auth.protocol()), password(auth)),
        priv == null ? null : new Secret(privacy(priv.protocol()), password(priv)));
  }

  private static OID authentication(String protocol) {
    return switch (protocol) {
      case "MD5" -> AuthMD5.ID;
      case "SHA", "SHA1" -> AuthSHA.ID;
      case "SHA224" -> AuthHMAC128SHA224.ID;
      case "SHA256" -> AuthHMAC192SHA256.ID;
      case "SHA384" -> AuthHMAC256SHA384.ID;
      case "SHA512" -> AuthHMAC384SHA512.ID;
      default -> throw unsupported(protocol);
    };
  }

  private static OID privacy(String protocol) {
    return switch (protocol) {
      case "AES", "AES128" -> PrivAES128.ID;
      case "AES192" -> PrivAES192.ID;
      case "AES256" -> PrivAES256.ID;
      default -> throw unsupported(protocol);
    };
  }

  /** All that a user may have. */
  static SecurityProtocols protocols() {
    SecurityProtocols all = new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.none);
    all.addAuthenticationProtocol(new AuthMD5());
    all.addAuthenticationProtocol(new AuthSHA());
    all.addAuthenticationProtocol(new AuthHMAC128SHA224());
    all.addAuthenticationProtocol(new AuthHMAC192SHA256());
    all.addAuthenticationProtocol(new AuthHMAC256SHA384());
    all.addAuthenticationProtocol(new AuthHMAC384SHA512());
    all.addPrivacyProtocol(new PrivAES128());
    all.addPrivacyProtocol(new PrivAES192());
    all.addPrivacyProtocol(new PrivAES256());
    return all;
  }

  private static ProbeException unsupported(String protocol) {
    return new ProbeException(
        ProbeFailure.UNSUPPORTED, "SNMPv3 protocol " + protocol + " is not supported");
  }

  private static String password(Access.SnmpSecret secret) {
    Path file = Path.of(secret.passwordFile());
    String password;
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new ProbeException(ProbeFailure.AUTH_REJECTED, "the SNMP password file is too large");
      }
      password = Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new ProbeException(
          ProbeFailure.AUTH_REJECTED, "the SNMP password file cannot be read", e);
    }
    if (password.length() < SHORTEST) {
      throw new ProbeException(
          ProbeFailure.AUTH_REJECTED, "the SNMP password is shorter than 8 characters");
    }
    return password;
  }
}
