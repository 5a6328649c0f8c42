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

  /** What SQLite says is wrong, in one line. */
  static String words(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String said = String.valueOf(root.getMessage());
    if (said.contains("SQLITE_FULL")) {
      return "the disk is full; make room and start again";
    }
    if (said.contains("SQLITE_NOTADB") || said.contains("SQLITE_CORRUPT")) {
      return "the file is damaged or no database; nothing was changed, put a backup in its place";
    }
    return said.lines().findFirst().orElse("");
  }
}
