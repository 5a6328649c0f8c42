package vn.daugio.agent.probe;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.TlsClient.Tls;
import vn.daugio.protocol.MailServer;

/**
 * Asks a mail server for its greeting, what it can do, and TLS, and takes leave: nobody logs in, no
 * mail is begun. SMTP after RFC 5321, RFC 3207 and RFC 8314; IMAP after RFC 9051.
 */
public final class MailClient {
  /** No greeting and no list of capabilities comes near it. */
  private static final int MOST_BYTES = 32 * 1024;

  /** RFC 5321 section 4.5.3.1.5 has 512, RFC 9051 section 4 has 8192. */
  private static final int LONGEST_LINE = 8 * 1024;

  private MailClient() {}

  /** Which of the two it speaks. */
  public enum Language {
    SMTP,
    IMAP
  }

  /**
   * @param certificateName whom the certificate has to be for in place of the host, which is then
   *     left to who asks; null: the host
   * @param caFile further trusted certificates; null: only the runtime's
   * @param now the time at which certificates are judged expired
   */
  public record Manner(@Nullable String certificateName, @Nullable Path caFile, Instant now) {}

  /** How far it came. */
  public enum End {
    /** It greeted us, and TLS stands, or its certificates are not valid. */
    TLS,
    /** It greeted us, but offers no TLS on this port. */
    NO_STARTTLS,
    /** It said that it will not talk to us. */
    REFUSED,
    /** The connection opened, but no greeting came over it. */
    NO_GREETING
  }

  /**
   * @param phases the times of connect, greeting and tls, as far as they were completed
   * @param tls present exactly with {@link End#TLS}
   * @param refusal its code and its words; empty unless refused
   */
  public record Answer(
      End end, Map<String, Duration> phases, Optional<Tls> tls, Optional<Refusal> refusal) {}

  /**
   * @param code a reply code of SMTP, or NO, BAD or BYE of IMAP
   * @param text the words of a stranger, unbounded
   */
  public record Refusal(String code, String text) {}

  /**
   * @param addresses of its host, not empty
   * @throws ProbeException REFUSED, UNREACHABLE or TIMED_OUT of the connection, TIMED_OUT and
   *     INCOMPLETE after the greeting; MALFORMED; UNSUPPORTED for a bad CA file
   */
  public static Answer ask(
      Language language,
      MailServer server,
      List<InetAddress> addresses,
      Manner manner,
      Deadline deadline) {
    String name = language == Language.SMTP ? "smtp" : "imap";
    Map<String, Duration> phases = new LinkedHashMap<>();
    LineSocket.Peer peer = new LineSocket.Peer(name, addresses, server.port());
    long start = System.nanoTime();
    try (LineSocket socket = new LineSocket(peer, MOST_BYTES, LONGEST_LINE, deadline)) {
      phases.put("connect", since(start));
      MailDialogue dialogue = language == Language.SMTP ? new SmtpDialogue() : new ImapDialogue();
      TlsClient.Peer tls =
          new TlsClient.Peer(
              server.host(), manner.certificateName(), manner.caFile(), manner.now());
      return talk(dialogue, socket, new Talk(server, tls, phases));
    }
  }

  /** What one talk needs and collects. */
  private record Talk(MailServer server, TlsClient.Peer peer, Map<String, Duration> phases) {
    private Answer ended(End end, @Nullable Tls tls, @Nullable Refusal refusal) {
      return new Answer(
          end, Map.copyOf(phases), Optional.ofNullable(tls), Optional.ofNullable(refusal));
    }
  }

  private static Answer talk(MailDialogue dialogue, LineSocket socket, Talk talk) {
    @Nullable Tls tls = null;
    try {
      if (talk.server().implicitTls()) {
        tls = secure(socket, talk);
        if (tls.trust() != TlsClient.Trust.VALID) {
          return talk.ended(End.TLS, tls, null);
        }
      }
      if (!greeted(dialogue, socket, talk)) {
        return talk.ended(End.NO_GREETING, tls, null);
      }
      Set<String> capabilities = dialogue.capabilities(socket);
      if (tls == null) {
        if (!capabilities.contains("STARTTLS")) {
          leave(dialogue, socket);
          return talk.ended(End.NO_STARTTLS, null, null);
        }
        dialogue.startTls(socket);
        tls = secure(socket, talk);
      }
      if (tls.trust() == TlsClient.Trust.VALID) {
        leave(dialogue, socket);
      }
      return talk.ended(End.TLS, tls, null);
    } catch (MailDialogue.Refused e) {
      leave(dialogue, socket);
      return talk.ended(End.REFUSED, tls, new Refusal(e.code(), String.valueOf(e.getMessage())));
    }
  }

  private static void leave(MailDialogue dialogue, LineSocket socket) {
    try {
      dialogue.leave(socket);
    } catch (ProbeException e) {
      // the server has left before us; what it said stands
      return;
    }
  }

  private static Tls secure(LineSocket socket, Talk talk) {
    TlsClient.Secured secured = socket.secure(talk.peer());
    if (secured.socket().isPresent()) {
      talk.phases().put("tls", secured.took());
    }
    return secured.tls();
  }

  private static boolean greeted(MailDialogue dialogue, LineSocket socket, Talk talk)
      throws MailDialogue.Refused {
    long start = System.nanoTime();
    try {
      dialogue.greeting(socket);
    } catch (ProbeException e) {
      if (e.failure() == ProbeFailure.MALFORMED) {
        throw e;
      }
      return false;
    }
    talk.phases().put("greeting", since(start));
    return true;
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
