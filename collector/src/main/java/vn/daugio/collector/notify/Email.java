package vn.daugio.collector.notify;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import vn.daugio.protocol.OfficeZone;

/**
 * A letter as an e-mail (RFC 5322) of plain text. The same letter has the same Message-ID, by which
 * mail servers and readers leave out a repetition; all about one incident stands in one thread.
 */
final class Email extends MimeMessage {
  /** A subject is one short line; what it leaves out stands in the text. */
  private static final int LONGEST_SUBJECT = 150;

  private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

  private final String id;

  private Email(Session session, String id) {
    super(session);
    this.id = id;
  }

  static Email of(Letter letter, EmailAccount account, InternetAddress to, int mostCharacters)
      throws MessagingException {
    String domain = account.domain();
    Email email =
        new Email(
            Session.getInstance(account.properties()),
            "<" + word(letter.key()) + "." + fingerprint(letter) + "@" + domain + ">");
    email.setFrom(account.from());
    email.setRecipient(RecipientType.TO, to);
    if (account.replyTo() != null) {
      email.setReplyTo(new InternetAddress[] {account.replyTo()});
    }
    String subject = letter.in(account.language()).subject();
    email.setSubject(oneLine(subject), StandardCharsets.UTF_8.name());
    email.setText(
        letter.text(account.language(), mostCharacters) + "\n", StandardCharsets.UTF_8.name());
    email.setHeader("Date", DATE.format(ZonedDateTime.now(OfficeZone.ZONE)));
    // RFC 3834 section 5: nobody's absence note answers it
    email.setHeader("Auto-Submitted", "auto-generated");
    List<Long> incidents =
        letter.about().stream().map(m -> m.notice().incident().id()).distinct().toList();
    if (incidents.size() == 1) {
      String thread = "<daugio-incident-" + incidents.get(0) + "@" + domain + ">";
      email.setHeader("In-Reply-To", thread);
      email.setHeader("References", thread);
    }
    email.saveChanges();
    return email;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }

  /** No line break may begin a header of somebody else's choice. */
  private static String oneLine(String subject) {
    String line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
  }

  private static String word(String key) {
    return key.replaceAll("[^A-Za-z0-9-]+", "-");
  }

  /** Incidents are numbered anew in a new database: only with its times a key is one of a kind. */
  private static String fingerprint(Letter letter) {
    String times =
        letter.about().stream()
            .map(m -> m.notice().createdAt())
            .map(Instant::toString)
            .collect(Collectors.joining(" "));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest((letter.key() + " " + times).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 10);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
