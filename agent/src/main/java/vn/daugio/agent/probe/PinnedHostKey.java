package vn.daugio.agent.probe;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.UserInfo;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows the one key that a host may have, and notes the one that it shows. */
final class PinnedHostKey implements HostKeyRepository {
  private static final String RSA = "ssh-rsa";
  private static final int LONGEST_TYPE = 64;

  private final @Nullable String pinned;
  private volatile String seen = "";
  private volatile boolean stranger;

  PinnedHostKey(@Nullable String pinned) {
    this.pinned = pinned;
  }

  @Override
  public int check(String host, byte[] key) {
    String fingerprint = fingerprint(key);
    seen = (type(key) + " " + fingerprint).strip();
    stranger = pinned != null && !pinned.equals(seen) && !pinned.equals(fingerprint);
    return stranger ? CHANGED : OK;
  }

  boolean isStranger() {
    return stranger;
  }

  String seen() {
    return seen;
  }

  /**
   * A host has keys of several types: the pinned one's type is asked for first, so that it is not
   * another one that is compared.
   */
  String preferred(String usual) {
    if (pinned == null || !pinned.contains(" ")) {
      return usual;
    }
    String type = pinned.substring(0, pinned.indexOf(' '));
    Set<String> all = new LinkedHashSet<>();
    all.addAll(type.equals(RSA) ? List.of("rsa-sha2-512", "rsa-sha2-256") : List.of(type));
    all.addAll(List.of(usual.split(",", -1)));
    return String.join(",", all);
  }

  /** As OpenSSH shows it. */
  private static String fingerprint(byte[] key) {
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(Sha256.of(key));
  }

  /** The name that a key blob begins with (RFC 4253 section 6.6); empty when it has none. */
  static String type(byte[] key) {
    if (key.length < 4) {
      return "";
    }
    int length = ByteBuffer.wrap(key).getInt();
    if (length <= 0 || length > LONGEST_TYPE || length > key.length - 4) {
      return "";
    }
    String name = new String(key, 4, length, StandardCharsets.US_ASCII);
    return name.matches("[A-Za-z0-9@._-]+") ? name : "";
  }

  @Override
  public void add(HostKey key, UserInfo user) {
    // it is the check that remembers
  }

  @Override
  public void remove(String host, String type) {
    // never
  }

  @Override
  public void remove(String host, String type, byte[] key) {
    // never
  }

  @Override
  public String getKnownHostsRepositoryID() {
    return "pinned";
  }

  @Override
  public HostKey[] getHostKey() {
    return new HostKey[0];
  }

  @Override
  public HostKey[] getHostKey(String host, String type) {
    return new HostKey[0];
  }
}
