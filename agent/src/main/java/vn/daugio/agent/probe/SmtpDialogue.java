package vn.daugio.agent.probe;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** SMTP (RFC 5321) as far as EHLO and STARTTLS (RFC 3207); never MAIL FROM. */
final class SmtpDialogue implements MailDialogue {
  private static final int READY = 220;
  private static final int OK = 250;

  /** Section 4.2.4: the server does not know the command, here EHLO. */
  private static final Set<Integer> NOT_KNOWN = Set.of(500, 502);

  @Override
  public void greeting(LineSocket socket) throws Refused {
    expect(read(socket), READY);
  }

  @Override
  public Set<String> capabilities(LineSocket socket) throws Refused {
    socket.send("EHLO " + literal(socket.localAddress()) + "\r\n");
    SmtpReader reply = read(socket);
    if (NOT_KNOWN.contains(reply.code())) {
      return Set.of();
    }
    expect(reply, OK);
    return reply.lines().stream()
        .skip(1)
        .map(line -> line.split("[ =]", 2)[0].toUpperCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** An office PC has no name in the DNS: the address itself stands in for one (section 4.1.3). */
  private static String literal(InetAddress address) {
    String text = address.getHostAddress().replaceAll("%.*", "");
    return address instanceof Inet6Address ? "[IPv6:" + text + "]" : "[" + text + "]";
  }

  @Override
  public void startTls(LineSocket socket) throws Refused {
    socket.send("STARTTLS\r\n");
    expect(read(socket), READY);
  }

  @Override
  public void leave(LineSocket socket) {
    socket.send("QUIT\r\n");
  }

  private static SmtpReader read(LineSocket socket) {
    SmtpReader reader = new SmtpReader();
    boolean more = true;
    while (more) {
      @Nullable String line = socket.line();
      if (line == null) {
        throw new ProbeException(ProbeFailure.INCOMPLETE, "smtp: the answer broke off");
      }
      more = reader.take(line);
    }
    return reader;
  }

  private static void expect(SmtpReader reply, int code) throws Refused {
    if (reply.code() >= 400) {
      throw new Refused(Integer.toString(reply.code()), String.join(" ", reply.lines()));
    }
    if (reply.code() != code) {
      throw SmtpReader.malformed();
    }
  }
}
