package vn.daugio.collector;

import java.io.PrintWriter;
import java.net.BindException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.store.StoreException;
import vn.daugio.protocol.ConfigException;

/** What a person is told when a command cannot do its work: what and where, no stack trace. */
final class Failure {
  private static final Pattern PORT = Pattern.compile(":(\\d{1,5})$");

  private Failure() {}

  static void tell(PrintWriter err, Throwable failure) {
    err.println("daugio-collector: " + words(failure));
    err.flush();
  }

  static String words(Throwable failure) {
    @Nullable Throwable outer = null;
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof ConfigException || one instanceof StoreException) {
        return String.valueOf(one.getMessage());
      }
      if (one instanceof BindException) {
        return bind(outer == null ? one : outer, one);
      }
      outer = one;
    }
    return "cannot start: " + failure;
  }

  private static String bind(Throwable outer, Throwable bind) {
    Matcher port = PORT.matcher(String.valueOf(outer.getMessage()));
    String which = port.find() ? "port " + port.group(1) : "a port";
    boolean taken = String.valueOf(bind.getMessage()).contains("in use");
    return taken
        ? which + " is taken by another program; choose another under listen:"
        : "cannot listen on " + which + ": " + bind.getMessage();
  }
}
