package vn.daugio.collector.notify;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.NoSuchProviderException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.protocol.ConfigMap;

/** Hands letters to the mail server of the office or the province: submission by RFC 6409. */
final class EmailNotifier implements Notifier {
  private static final Logger LOG = LoggerFactory.getLogger(EmailNotifier.class);

  /** Far below what any server takes, and more than anybody reads. */
  private static final int LONGEST = 20_000;

  private final String name;
  private final EmailAccount account;

  EmailNotifier(String name, EmailAccount account) {
    this.name = Channel.EMAIL.code() + ":" + name;
    this.account = account;
  }

  static EmailNotifier read(String name, ConfigMap map, SecretFiles files) {
    return new EmailNotifier(name, EmailAccount.read(map, files));
  }

  @Override
  public Channel channel() {
    return Channel.EMAIL;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int longest() {
    return LONGEST;
  }

  @Override
  public Delivery send(Letter letter, String address) {
    InternetAddress to;
    try {
      to = new InternetAddress(address, true);
    } catch (AddressException e) {
      return new Delivery.Permanent(name + ": this is no e-mail address");
    }
    SMTPTransport transport;
    try {
      transport = (SMTPTransport) Session.getInstance(account.properties()).getTransport("smtp");
    } catch (NoSuchProviderException e) {
      throw new IllegalStateException("the mail library has SMTP", e);
    }
    try {
      Email email = Email.of(letter, account, to, LONGEST);
      EmailAccount.Login login = account.login();
      transport.connect(
          account.host(),
          account.port(),
          login.user().isEmpty() ? null : login.user(),
          login.password());
      transport.sendMessage(email, new Address[] {to});
      return new Delivery.Taken();
    } catch (MessagingException e) {
      return failure(transport, e);
    } finally {
      hangUp(transport);
    }
  }

  private static void hangUp(SMTPTransport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.debug("a mail server broke off before the end: {}", e.getClass().getSimpleName());
    }
  }

  private Delivery failure(SMTPTransport transport, MessagingException e) {
    boolean plain =
        account.tls() == EmailAccount.Tls.STARTTLS
            && transport.getLastReturnCode() == 250
            && !transport.supportsExtension("STARTTLS");
    return plain
        ? new Delivery.Misconfigured(name + ": the mail server offers no STARTTLS")
        : SmtpFailure.judge(name, e, transport.getLastReturnCode());
  }
}
