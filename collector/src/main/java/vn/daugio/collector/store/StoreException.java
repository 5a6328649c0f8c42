package vn.daugio.collector.store;

/** The database cannot be used; the message says why and what to do. Nothing was deleted. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreException(String message) {
    super(message);
  }
}
