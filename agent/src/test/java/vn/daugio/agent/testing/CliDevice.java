package vn.daugio.agent.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;

/** A device with a command line behind a real OpenSSH server, which says what a test wrote down. */
public final class CliDevice implements AutoCloseable {
  /** Each command has a file of answers; without a command it is a terminal with a prompt. */
  private static final String ANSWER =
      """
      PATH=/usr/bin:/bin
      say() {
        file="$1/$(printf %s "$2" | tr -c 'A-Za-z0-9' _)"
        if [ -f "$file.status" ]; then return "$(cat "$file.status")"; fi
        if [ ! -f "$file" ]; then echo "sh: $2: not found"; return 127; fi
        if [ -f "$file.page" ]; then
          cat "$file.page"
          printf '%s' "--- MORE ---   ['q': Quit, 'Enter': New Lines, 'Space Bar': Next Page] --- "
          dd bs=1 count=1 of=/dev/null 2>/dev/null
          printf '\\r\\n'
        fi
        cat "$file"
      }
      if [ -n "$2" ]; then say "$1" "$2"; exit $?; fi
      stty -icanon -echo
      printf '\\r\\n\\r\\nType ? for command help\\r\\n\\r\\n'
      prompt="$(cat "$1/prompt" 2>/dev/null || printf 'DrayTek> ')"
      printf '%s' "$prompt"
      while read -r line; do
        printf '%s\\r\\n' "$line"
        say "$1" "$line"
        printf '%s' "$prompt"
      done
      """;

  private final Path folder;
  private final Path login;
  private int port;
  private Sshd server;

  private CliDevice(Path folder, Path login, int port, Sshd server) {
    this.folder = folder;
    this.login = login;
    this.port = port;
    this.server = server;
  }

  public static CliDevice start(Path folder) throws IOException {
    Path login = Sshd.key(folder, "login", "ed25519");
    Files.copy(folder.resolve("login.pub"), folder.resolve("authorized_keys"));
    Files.createDirectory(folder.resolve("answers"));
    Files.writeString(folder.resolve("answer"), ANSWER);
    int port = Peers.freePort();
    return new CliDevice(
        folder, login, port, Sshd.start(folder, port, Sshd.key(folder, "host", "ed25519")));
  }

  /** Another box at the same place: its host key is another one. */
  public void exchange() throws IOException {
    server.close();
    Files.delete(folder.resolve("sshd.log"));
    Files.deleteIfExists(folder.resolve("other"));
    Files.deleteIfExists(folder.resolve("other.pub"));
    port = Peers.freePort();
    server = Sshd.start(folder, port, Sshd.key(folder, "other", "ed25519"));
  }

  /** Nothing is answered any more. */
  public void forget() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("answers"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  private Path file(String command, String end) {
    return folder.resolve("answers").resolve(command.replaceAll("[^A-Za-z0-9]", "_") + end);
  }

  public void says(String command, String output) throws IOException {
    Files.writeString(file(command, ""), output);
  }

  /** The first page, after which it waits for a key. */
  public void saysFirst(String command, String page) throws IOException {
    Files.writeString(file(command, ".page"), page);
  }

  /** Its terminal's prompt is this one, until it forgets. */
  public CliDevice prompting(String prompt) throws IOException {
    Files.writeString(folder.resolve("answers").resolve("prompt"), prompt);
    return this;
  }

  public void fails(String command, int status) throws IOException {
    Files.writeString(file(command, ".status"), Integer.toString(status));
  }

  /** A file of answers: each after its command, which stands behind a line's first {@code $}. */
  public void saysAll(String text) throws IOException {
    for (String part : text.split("(?m)^\\$ ", -1)) {
      List<String> halves = List.of(part.split("\n", 2));
      if (halves.size() == 2) {
        says(halves.get(0), halves.get(1));
      }
    }
  }

  public Access.Ssh access(String flavor, @Nullable Path password) {
    return new Access.Ssh(
        "127.0.0.1:" + port,
        Sshd.user(),
        password == null ? login.toString() : null,
        password == null ? null : password.toString(),
        flavor,
        null,
        null);
  }

  public String log() {
    return server.log();
  }

  @Override
  public void close() {
    server.close();
  }
}
