package vn.daugio.agent.probe;

import java.util.Set;

/** What is said to a mail server before anybody would log in; nobody does, and no mail is sent. */
interface MailDialogue {
  /** The server will not talk to us. Its words are those of a stranger. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    Refused(String code, String text) {
      super(text);
      this.code = code;
    }

    /** A reply code of SMTP, or a status of IMAP. */
    String code() {
      return code;
    }
  }

  /** Reads the server's first words. */
  void greeting(LineSocket socket) throws Refused;

  /** Asks what the server can do: words in upper case, at most 200. */
  Set<String> capabilities(LineSocket socket) throws Refused;

  /** Asks for TLS on this connection; after that TLS has to begin. */
  void startTls(LineSocket socket) throws Refused;

  /** Takes leave, without waiting for an answer. */
  void leave(LineSocket socket);
}
