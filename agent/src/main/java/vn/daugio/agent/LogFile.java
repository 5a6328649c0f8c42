package vn.daugio.agent;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The log where nobody keeps standard error: Windows' Task Scheduler throws it away. With the
 * system property {@code daugio.log} set to a folder, {@code tick} and {@code run} write there,
 * into {@code agent.log}; at 1 MiB it becomes {@code agent.log.1}, and that {@code agent.log.2}: 3
 * MiB and the end of a line are the most there is.
 */
final class LogFile extends OutputStream {
  static final String PROPERTY = "daugio.log";
  private static final long USUAL_BYTES = 1 << 20;
  private static final String NAME = "agent.log";

  private final Path folder;
  private final long mostBytes;
  private OutputStream out;
  private long size;
  private boolean midLine;

  /**
   * @param mostBytes of one file, after which it ends with the line
   * @throws IOException when the folder takes no file
   */
  LogFile(Path folder, long mostBytes) throws IOException {
    this.folder = folder;
    this.mostBytes = mostBytes;
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    this.out = open(StandardOpenOption.APPEND);
    this.size = Files.size(folder.resolve(NAME));
  }

  /** Standard error goes to the file from now on, when the property names a folder. */
  static void useIfWanted() {
    @Nullable String folder = System.getProperty(PROPERTY);
    if (folder == null || folder.isBlank()) {
      return;
    }
    try {
      LogFile file = new LogFile(Path.of(folder), USUAL_BYTES);
      System.setErr(new PrintStream(file, true, StandardCharsets.UTF_8));
    } catch (IOException e) {
      // a machine that cannot keep a log is still watched
      System.err.println("daugio-agent cannot write its log in " + folder + ": " + e);
    }
  }

  private OutputStream open(StandardOpenOption how) throws IOException {
    return Files.newOutputStream(
        folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
  }

  @Override
  public synchronized void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int start, int length) throws IOException {
    // twice the size: something that ends no line is cut all the same
    if (size >= mostBytes && (!midLine || size >= 2 * mostBytes)) {
      rotate();
    }
    if (length > 0) {
      out.write(bytes, start, length);
      size += length;
      midLine = bytes[start + length - 1] != '\n';
    }
  }

  /** What cannot be moved, as another program holds it, is begun anew: the bound holds always. */
  private void rotate() throws IOException {
    out.close();
    try {
      Path first = folder.resolve(NAME + ".1");
      if (Files.exists(first)) {
        Files.move(first, folder.resolve(NAME + ".2"), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.move(folder.resolve(NAME), first);
    } catch (IOException e) {
      // the next line begins it anew
    }
    out = open(StandardOpenOption.TRUNCATE_EXISTING);
    size = 0;
    midLine = false;
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
