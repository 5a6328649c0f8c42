package vn.daugio.agent.probe;

import com.jcraft.jsch.ChannelShell;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;

/**
 * A terminal (RFC 4254 section 6.2) of a device that runs no single commands: they are typed, one
 * after the other, and the next prompt is the end of an answer.
 */
public final class SshShell implements AutoCloseable {
  private static final int MOST_OUTPUT = 64 * 1024;
  private static final int MOST_PAGES = 64;
  private static final int LONGEST_PROMPT = 200;

  private final ChannelShell channel;
  private final InputStream in;
  private final OutputStream out;
  private final Pattern prompt;
  private final @Nullable Pattern more;
  private final Deadline deadline;

  private SshShell(
      ChannelShell channel,
      InputStream in,
      OutputStream out,
      Pattern prompt,
      @Nullable Pattern more,
      Deadline deadline) {
    this.channel = channel;
    this.in = in;
    this.out = out;
    this.prompt = prompt;
    this.more = more;
    this.deadline = deadline;
  }

  /** Opens one and waits for its first prompt. */
  static SshShell open(Session session, Pattern prompt, @Nullable Pattern more, Deadline deadline)
      throws JSchException {
    ChannelShell channel = (ChannelShell) session.openChannel("shell");
    try {
      channel.setPtyType("dumb", 200, 1_000, 0, 0);
      InputStream in = channel.getInputStream();
      OutputStream out = channel.getOutputStream();
      channel.connect((int) deadline.remaining().plusMillis(1).toMillis());
      SshShell shell = new SshShell(channel, in, out, prompt, more, deadline);
      shell.answer();
      return shell;
    } catch (IOException e) {
      channel.disconnect();
      throw Deadlines.failure("ssh", e, deadline);
    } catch (JSchException | ProbeException e) {
      channel.disconnect();
      throw e;
    }
  }

  /**
   * @param command one of our data files
   * @return the answer with the echo of the command, without the prompt
   * @throws ProbeException MALFORMED for more output than any command of ours has, and when the
   *     session ends before the next prompt
   */
  public String ask(String command) {
    try {
      type(command + "\r");
      return answer();
    } catch (IOException e) {
      throw Deadlines.failure("ssh", e, deadline);
    }
  }

  private void type(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private String answer() throws IOException {
    byte[] bytes = new byte[MOST_OUTPUT];
    int size = 0;
    int pages = 0;
    for (int length = in.read(bytes);
        length >= 0;
        length = in.read(bytes, size, bytes.length - size)) {
      size += length;
      if (size == bytes.length) {
        throw new ProbeException(ProbeFailure.MALFORMED, "ssh: longer than any real output");
      }
      int begin = lastLine(bytes, size);
      String last = new String(bytes, begin, size - begin, StandardCharsets.UTF_8);
      if (last.length() > LONGEST_PROMPT) {
        continue;
      }
      if (prompt.matcher(last).find()) {
        return new String(bytes, 0, begin, StandardCharsets.UTF_8);
      }
      if (more != null && more.matcher(last).find()) {
        if (++pages > MOST_PAGES) {
          throw new ProbeException(ProbeFailure.MALFORMED, "ssh: more pages than any real output");
        }
        bytes[begin] = '\n';
        size = begin + 1;
        type(" ");
      }
    }
    throw new ProbeException(
        deadline.isOver() ? ProbeFailure.TIMED_OUT : ProbeFailure.MALFORMED,
        "ssh: ended before its prompt");
  }

  /**
   * Looks no further back than a prompt is long: who sends byte by byte must not cost a scan each.
   */
  private static int lastLine(byte[] bytes, int size) {
    int begin = size;
    while (begin > 0 && bytes[begin - 1] != '\n' && size - begin <= LONGEST_PROMPT * 4) {
      begin--;
    }
    return begin;
  }

  @Override
  public void close() {
    channel.disconnect();
  }
}
