package vn.daugio.agent.check.system;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.MailClient.Language;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.MailServer;
import vn.daugio.protocol.Reason;

/**
 * Whether mail can be sent and read: the servers' greetings, TLS and certificates, and the way to
 * the domain. Never logs in, never begins a mail.
 */
public final class SystemMailCheck implements Check {
  /** What name servers need that answer at all. */
  private static final Duration ROUTE = Duration.ofSeconds(6);

  private final Network network;
  private final InstantSource clock;

  /**
   * @param network knows this computer's name servers
   * @param clock decides which certificates have expired
   */
  public SystemMailCheck(Network network, InstantSource clock) {
    this.network = network;
    this.clock = clock;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Access.@Nullable Mail mail = assignment.target().access(Access.Mail.class);
    Finding.Builder finding = Finding.of(CheckType.SYSTEM_MAIL);
    Optional<MailServer> smtp = server(mail == null ? null : mail.smtp(), true);
    Optional<MailServer> imap = server(mail == null ? null : mail.imap(), false);
    @Nullable String domain = mail == null ? null : mail.domain();
    if (mail == null || (smtp.isEmpty() && imap.isEmpty() && domain == null)) {
      return finding.unknown(Reason.NOT_SUPPORTED).build();
    }
    if (domain != null) {
      Deadline route = Deadline.in(least(ROUTE, deadline.remaining().dividedBy(3)));
      new MailRoute(finding).judge(domain, MailRoute.resolvers(mail, network), route);
    }
    MailPart part = new MailPart(assignment, mail, clock.instant(), finding);
    // a reader who can no longer send notices last: what is judged last names the host
    if (imap.isPresent()) {
      Deadline half = smtp.isEmpty() ? deadline : Deadline.in(deadline.remaining().dividedBy(2));
      finding.fact("imap", part.judge(Language.IMAP, imap.get(), half));
    }
    if (smtp.isPresent()) {
      finding.fact("smtp", part.judge(Language.SMTP, smtp.get(), deadline));
    }
    return finding.build();
  }

  private static Optional<MailServer> server(@Nullable String text, boolean smtp) {
    if (text == null) {
      return Optional.empty();
    }
    return smtp ? MailServer.smtp(text) : MailServer.imap(text);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
