package vn.daugio.agent.probe;

import org.jspecify.annotations.Nullable;

/** The one exception of all probes. */
public final class ProbeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ProbeFailure failure;

  /**
   * @param detail for the facts of a result: short, without secrets
   */
  public ProbeException(ProbeFailure failure, String detail) {
    this(failure, detail, null);
  }

  public ProbeException(ProbeFailure failure, String detail, @Nullable Throwable cause) {
    super(detail, cause);
    this.failure = failure;
  }

  public ProbeFailure failure() {
    return failure;
  }
}
