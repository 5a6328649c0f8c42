package vn.daugio.agent.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import vn.daugio.protocol.Access;

/** An account and its password, which no text of ours ever contains. */
final class SmbAccount {
  private static final int LONGEST = 4096;

  private final String user;
  private final String domain;
  private final char[] password;

  private SmbAccount(String user, String domain, char[] password) {
    this.user = user;
    this.domain = domain;
    this.password = password;
  }

  /** The account is {@code user} or {@code DOMAIN\\user}; the password is the file's first line. */
  static SmbAccount read(Access.Smb folder) {
    int slash = folder.account().indexOf('\\');
    return new SmbAccount(
        folder.account().substring(slash + 1),
        slash < 0 ? "" : folder.account().substring(0, slash),
        password(folder.passwordFile()));
  }

  private static char[] password(String file) {
    try {
      Path path = Path.of(file);
      if (Files.isRegularFile(path) && Files.size(path) <= LONGEST) {
        String text = Files.readString(path, StandardCharsets.UTF_8);
        return text.lines().findFirst().orElse("").toCharArray();
      }
    } catch (IOException | InvalidPathException e) {
      throw new ProbeException(ProbeFailure.AUTH_REJECTED, "smb: cannot read the password file", e);
    }
    throw new ProbeException(ProbeFailure.AUTH_REJECTED, "smb: cannot read the password file");
  }

  String user() {
    return user;
  }

  String domain() {
    return domain;
  }

  char[] password() {
    return password.clone();
  }
}
