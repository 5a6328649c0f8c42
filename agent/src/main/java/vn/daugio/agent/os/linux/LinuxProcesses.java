package vn.daugio.agent.os.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.daugio.agent.os.SmallFiles;

/** Names of running programs, proc(5); never their arguments, which may tell about a person. */
final class LinuxProcesses {
  /** The kernel cuts a name here. */
  private static final int CUT = 15;

  private static final int MOST = 20_000;

  private final Path proc;

  LinuxProcesses(Path root) {
    this.proc = root.resolve("proc");
  }

  /** Empty when this account cannot see those of others (hidepid). */
  Optional<Set<String>> names() {
    if (!Files.isReadable(proc.resolve("1/comm"))) {
      return Optional.empty();
    }
    Set<String> names = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path entry : entries) {
        if (names.size() < MOST) {
          SmallFiles.line(entry.resolve("comm")).ifPresent(name -> names.add(whole(entry, name)));
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(names);
  }

  /** Of a name that may be cut, the file name of the program where it begins with it. */
  private static String whole(Path process, String name) {
    if (name.length() < CUT) {
      return name;
    }
    String first =
        SmallFiles.text(process.resolve("cmdline"))
            .map(text -> text.split("\0", 2)[0])
            .orElse(name);
    String program = first.substring(first.lastIndexOf('/') + 1);
    byte[] bytes = program.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= 200 && program.startsWith(name) ? program : name;
  }
}
