package vn.daugio.agent.os;

/** Something cannot be read with this account's rights, or the system lacks the tool for it. */
public final class NotPermittedException extends Exception {
  private static final long serialVersionUID = 1;

  public NotPermittedException(String what) {
    super(what);
  }
}
