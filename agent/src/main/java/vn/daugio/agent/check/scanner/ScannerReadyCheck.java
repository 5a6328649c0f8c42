package vn.daugio.agent.check.scanner;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.EsclClient;
import vn.daugio.agent.probe.EsclStatus;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/**
 * {@code scanner.ready} over eSCL (PWG 5109.1): Idle and Processing are well, also with an empty
 * feeder. A feeder that somebody has to open or clear fails; one that merely could not take a page
 * warns.
 */
public final class ScannerReadyCheck implements Check {
  private final EsclClient escl;

  public ScannerReadyCheck(EsclClient escl) {
    this.escl = escl;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline) {
    Finding.Builder finding = Finding.of(assignment.type());
    Access.@Nullable Escl scanner = assignment.target().access(Access.Escl.class);
    if (scanner == null) {
      return finding.unknown(Reason.NOT_SUPPORTED).build();
    }
    EsclStatus status;
    try {
      status = escl.status(scanner, deadline);
    } catch (ProbeException e) {
      return unread(finding, e);
    }
    try {
      finding.fact("model", escl.makeAndModel(scanner, deadline).orElse(null));
    } catch (ProbeException e) {
      // the state is known; a name is worth no failure
      finding.fact("detail", e.getMessage());
    }
    return judge(finding, status);
  }

  static Finding judge(Finding.Builder finding, EsclStatus status) {
    finding.fact("state", status.state().orElse(null));
    finding.fact("adfState", status.adfState().orElse(null));
    switch (status.state().orElse("")) {
      case "Idle", "Processing" -> {}
      case "Testing" -> finding.warn(Reason.SCANNER_TESTING);
      case "Stopped", "Down" -> finding.fail(Reason.SCANNER_STOPPED);
      default -> finding.unknown(Reason.SCANNER_MALFORMED);
    }
    Optional<String> adf = status.adfState();
    adf.ifPresent(word -> feeder(finding, word));
    return finding.build();
  }

  private static void feeder(Finding.Builder finding, String word) {
    switch (word) {
      case "ScannerAdfEmpty", "ScannerAdfLoaded", "ScannerAdfProcessing" -> {}
      case "ScannerAdfJam" -> finding.fail(Reason.SCANNER_ADF_JAM);
      case "ScannerAdfHatchOpen", "ScannerAdfDoorOpen", "ScannerAdfCoverOpen" ->
          finding.fail(Reason.SCANNER_ADF_DOOR_OPEN);
      case "ScannerAdfInputTrayFailed" -> finding.fail(Reason.SCANNER_ADF_ERROR);
      case "ScannerAdfMispick", "ScannerAdfMultipickDetected" ->
          finding.warn(Reason.SCANNER_ADF_MISPICK);
      case "ScannerAdfDuplexPageTooShort",
          "ScannerAdfDuplexPageTooLong",
          "ScannerAdfInputTrayOverloaded" ->
          finding.warn(Reason.SCANNER_ADF_ERROR);
      default -> finding.unknown(Reason.SCANNER_MALFORMED);
    }
  }

  private static Finding unread(Finding.Builder finding, ProbeException e) {
    switch (e.failure()) {
      case TIMED_OUT, UNREACHABLE, REFUSED -> finding.fail(Reason.SCANNER_NOT_ANSWERING);
      case MALFORMED -> finding.unknown(Reason.SCANNER_MALFORMED);
      case AUTH_REJECTED -> finding.unknown(Reason.NOT_PERMITTED);
      case UNSUPPORTED -> finding.unknown(Reason.NOT_SUPPORTED);
    }
    return finding.fact("detail", e.getMessage()).build();
  }
}
