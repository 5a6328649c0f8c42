package vn.daugio.collector.notify;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Language;

/**
 * A mail server that takes our mail, and as whom.
 *
 * @param port 1..65535
 * @param login without a user: none takes place
 * @param timeout of the connection and of each answer
 */
record EmailAccount(
    String host,
    int port,
    Tls tls,
    Login login,
    InternetAddress from,
    @Nullable InternetAddress replyTo,
    Language language,
    Duration timeout) {

  /** How the connection is protected. */
  enum Tls {
    /** Asked for after the greeting, and demanded (RFC 3207). */
    STARTTLS(587),
    /** From the first byte (RFC 8314 section 3.3). */
    IMPLICIT(465),
    /** Not at all: only to loopback. */
    NONE(25);

    private final int usualPort;

    Tls(int usualPort) {
      this.usualPort = usualPort;
    }

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What proves that each side is who it says. */
  record Login(String user, @Nullable String password, SSLContext trust) {
    @Override
    public String toString() {
      return "Login[]";
    }
  }

  /** Reads a channel of kind email; all mistakes go into the map's problems. */
  static EmailAccount read(ConfigMap map, SecretFiles files) {
    Tls tls = tls(map);
    String host = map.text("host");
    boolean named = HostPort.parse(host).filter(parsed -> parsed.port() == 0).isPresent();
    if (!named && !host.isEmpty()) {
      map.problems().add(map.path() + ".host", "a name or an IP address is expected: " + host);
    } else if (tls == Tls.NONE
        && !HostPort.parse(host).map(HostPort::isLoopback).orElse(host.isEmpty())) {
      map.problems().add(map.path() + ".tls", "none is for loopback only; " + host + " needs TLS");
    }
    int port = (int) map.whole("port", tls.usualPort, 1, 65_535);
    String user = map.textOr("user", "");
    @Nullable String password =
        user.isEmpty() && !map.has("password-file") ? null : files.secret(map, "password-file");
    if (user.isEmpty() && map.has("password-file")) {
      map.problems().add(map.path() + ".user", "is missing, but there is a password-file");
    }
    InternetAddress from = address(map, "from", map.text("from"));
    @Nullable String answers = map.optionalText("reply-to");
    @Nullable InternetAddress replyTo = answers == null ? null : address(map, "reply-to", answers);
    Language language = ChannelConfig.language(map);
    Duration timeout = map.duration("timeout", Duration.ofSeconds(20));
    Login login = new Login(user, password, Trust.read(map, files));
    return new EmailAccount(host, port, tls, login, from, replyTo, language, timeout);
  }

  private static Tls tls(ConfigMap map) {
    String wanted = map.textOr("tls", Tls.STARTTLS.code());
    Set<String> known = new TreeSet<>();
    for (Tls tls : Tls.values()) {
      if (tls.code().equals(wanted)) {
        return tls;
      }
      known.add(tls.code());
    }
    map.problems().unknownName(map.path() + ".tls", "protection", wanted, known);
    return Tls.STARTTLS;
  }

  private static InternetAddress address(ConfigMap map, String key, String text) {
    try {
      InternetAddress address = new InternetAddress(text, true);
      address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
      if (address.getAddress().indexOf('@') > 0) {
        return address;
      }
    } catch (AddressException | UnsupportedEncodingException e) {
      // told below
    }
    if (!text.isEmpty()) {
      map.problems().add(map.path() + "." + key, "an e-mail address is expected");
    }
    return new InternetAddress();
  }

  /** What stands behind the @ of the sender. */
  String domain() {
    String address = from.getAddress();
    return address.substring(address.indexOf('@') + 1);
  }

  /** For the mail library; all of it is told, so that no property of the machine has a say. */
  Properties properties() {
    Properties properties = new Properties();
    String millis = Long.toString(timeout.toMillis());
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.auth", Boolean.toString(!login.user().isEmpty()));
    properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    properties.put("mail.smtp.starttls.enable", Boolean.toString(tls == Tls.STARTTLS));
    properties.put("mail.smtp.starttls.required", Boolean.toString(tls == Tls.STARTTLS));
    properties.put("mail.smtp.ssl.enable", Boolean.toString(tls == Tls.IMPLICIT));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.ssl.socketFactory", login.trust().getSocketFactory());
    // else the library asks DNS for this machine's name
    properties.put("mail.smtp.localhost", domain());
    // a server that breaks off after QUIT has taken the mail all the same
    properties.put("mail.smtp.quitwait", "false");
    return properties;
  }
}
