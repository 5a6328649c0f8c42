package vn.daugio.agent.probe;

import java.util.List;
import java.util.Optional;

/**
 * What a scanner says over WS-Scan (Microsoft's WSD Scan Service), words as they came.
 *
 * @param state ScannerState: {@code Idle}, {@code Processing} or {@code Stopped}
 * @param reasons each ScannerStateReason, at most 16; {@code None} is not among them
 * @param feeder whether its configuration tells of a document feeder; empty: not told
 * @param certificate SHA-256, hexadecimal; empty for http
 */
public record WsdStatus(
    Optional<String> state,
    List<String> reasons,
    Optional<Boolean> feeder,
    Optional<String> certificate) {
  public WsdStatus {
    reasons = List.copyOf(reasons);
  }
}
