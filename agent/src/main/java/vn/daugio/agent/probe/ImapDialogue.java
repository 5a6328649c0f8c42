package vn.daugio.agent.probe;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** IMAP (RFC 9051, RFC 3501) as far as CAPABILITY and STARTTLS; never LOGIN. */
final class ImapDialogue implements MailDialogue {
  @Override
  public void greeting(LineSocket socket) throws Refused {
    read(socket, "*", Set.of("OK", "PREAUTH"));
  }

  @Override
  public Set<String> capabilities(LineSocket socket) throws Refused {
    socket.send("a1 CAPABILITY\r\n");
    return read(socket, "a1", Set.of("OK")).capabilities();
  }

  @Override
  public void startTls(LineSocket socket) throws Refused {
    socket.send("a2 STARTTLS\r\n");
    read(socket, "a2", Set.of("OK"));
  }

  @Override
  public void leave(LineSocket socket) {
    socket.send("a3 LOGOUT\r\n");
  }

  private static ImapReader read(LineSocket socket, String tag, Set<String> good) throws Refused {
    ImapReader reader = new ImapReader(tag);
    boolean more = true;
    while (more) {
      @Nullable String line = socket.line();
      if (line == null) {
        throw new ProbeException(ProbeFailure.INCOMPLETE, "imap: the answer broke off");
      }
      more = reader.take(line);
    }
    if (!good.contains(reader.status())) {
      throw new Refused(reader.status(), reader.text());
    }
    return reader;
  }
}
