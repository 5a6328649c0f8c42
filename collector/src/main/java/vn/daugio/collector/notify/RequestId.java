package vn.daugio.collector.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By what a gateway knows a repetition. The letter's key alone is not enough: one letter goes to
 * several people, who must all get it, and two installations may share an account.
 */
final class RequestId {
  private static final int DIGEST = 16;

  private RequestId() {}

  /**
   * @param most characters that the gateway takes, at least 24
   */
  static String of(Letter letter, String address, int most) {
    StringBuilder all = new StringBuilder(letter.key()).append('\n').append(address);
    letter.about().forEach(one -> all.append('\n').append(one.notice().incident().openedAt()));
    String digest = digest(all.append('\n').append(letter.url()).toString());
    String key = letter.key().replaceAll("[^A-Za-z0-9-]", "-");
    int room = most - DIGEST - 1;
    return (key.length() > room ? key.substring(0, room) : key) + "-" + digest;
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGEST);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
