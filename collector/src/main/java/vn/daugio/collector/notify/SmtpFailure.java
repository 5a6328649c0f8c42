package vn.daugio.collector.notify;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.notify.Notifier.Delivery;

/**
 * Who has to do something about mail that was not taken: the reply codes of RFC 5321 section 4.2
 * and, for the reader, the enhanced ones of RFC 3463. Replies quote addresses, so only codes are
 * handed on.
 */
final class SmtpFailure {
  private static final Pattern ENHANCED = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
  private static final int DEEPEST = 12;

  private SmtpFailure() {}

  /**
   * @param lastCode of the last reply of the server, 0 or less where there was none
   */
  static Delivery judge(String name, MessagingException failure, int lastCode) {
    @Nullable String tls = TlsFailure.of(failure);
    if (tls != null) {
      return new Delivery.Misconfigured(name + ": " + tls);
    }
    @Nullable Throwable cause = failure;
    for (int i = 0; cause != null && i < DEEPEST; i++) {
      if (cause instanceof AuthenticationFailedException) {
        return sender(name, "log-in", lastCode, cause);
      }
      if (cause instanceof SMTPSenderFailedException sender) {
        return sender(name, "sender", sender.getReturnCode(), cause);
      }
      if (cause instanceof SMTPAddressFailedException recipient) {
        return letter(name, "recipient", recipient.getReturnCode(), cause);
      }
      if (cause instanceof SMTPSendFailedException send && cause.getCause() == null) {
        boolean mail = String.valueOf(send.getCommand()).startsWith("MAIL");
        return mail
            ? sender(name, "sender", send.getReturnCode(), cause)
            : letter(name, "letter", send.getReturnCode(), cause);
      }
      cause = cause.getCause();
    }
    if (lastCode >= 500) {
      return sender(name, "connection", lastCode, failure);
    }
    return new Delivery.RetryLater(name + ": " + broken(failure, lastCode));
  }

  /** Nothing that we send will be taken until somebody mends it, unless the server says later. */
  private static Delivery sender(String name, String what, int code, Throwable reply) {
    String why = words(name, what, code, reply);
    return isTransient(code) ? new Delivery.RetryLater(why) : new Delivery.Misconfigured(why);
  }

  private static Delivery letter(String name, String what, int code, Throwable reply) {
    String why = words(name, what, code, reply);
    if (isTransient(code)) {
      return new Delivery.RetryLater(why);
    }
    // RFC 4954 section 6: log-in or encryption is wanted first
    boolean login = code == 530 || code == 534 || code == 535 || code == 538;
    return login ? new Delivery.Misconfigured(why) : new Delivery.Permanent(why);
  }

  /** A server that hung up has sent no code worth the name. */
  private static boolean isTransient(int code) {
    return code < 500;
  }

  private static String words(String name, String what, int code, Throwable reply) {
    Matcher enhanced = ENHANCED.matcher(String.valueOf(reply.getMessage()));
    String more = enhanced.find() ? " " + enhanced.group(1) : "";
    return name + ": " + what + ": SMTP " + code + more;
  }

  private static String broken(MessagingException failure, int lastCode) {
    @Nullable Throwable cause = failure;
    String kind = failure.getClass().getSimpleName();
    while (cause != null) {
      kind = cause.getClass().getSimpleName();
      cause = cause.getCause();
    }
    return lastCode >= 400 ? "SMTP " + lastCode : kind;
  }
}
