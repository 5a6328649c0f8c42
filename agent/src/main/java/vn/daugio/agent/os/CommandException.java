package vn.daugio.agent.os;

import java.io.IOException;

/** A program could not be run to its end. An exit code other than 0 is no such failure. */
public final class CommandException extends IOException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Failure {
    /** There is no such program. */
    NOT_FOUND,
    /** This account may not start it. */
    NOT_PERMITTED,
    /** It did not end by its deadline; it and its children were killed. */
    TIMED_OUT,
    /** The system could not start it for another cause, e.g. want of memory. */
    NOT_STARTED
  }

  private final Failure failure;

  CommandException(Failure failure, String what, Throwable cause) {
    super(what, cause);
    this.failure = failure;
  }

  public CommandException(Failure failure, String what) {
    super(what);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
