package vn.daugio.agent.check.scanner;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.CertificatePin;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.EsclCapabilities;
import vn.daugio.agent.probe.EsclClient;
import vn.daugio.agent.probe.EsclStatus;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.WsdClient;
import vn.daugio.agent.probe.WsdStatus;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/**
 * {@code scanner.ready} over eSCL (PWG 5109.1): Idle and Processing are well, also with an empty
 * feeder. A feeder that somebody has to open or clear fails; one that merely could not take a page
 * warns. Over WS-Scan where the device has no eSCL.
 */
public final class ScannerReadyCheck implements Check {
  private final EsclClient escl = new EsclClient();
  private final WsdClient wsd = new WsdClient();
  private final Clock clock;

  public ScannerReadyCheck(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Access.@Nullable Escl modern = assignment.target().access(Access.Escl.class);
    Access.@Nullable Wsd old = assignment.target().access(Access.Wsd.class);
    try {
      if (modern != null) {
        try {
          return overEscl(finding, modern, last, deadline);
        } catch (ProbeException e) {
          if (old == null || e.failure() != ProbeFailure.UNSUPPORTED) {
            throw e;
          }
        }
      }
      return old == null
          ? finding.unknown(Reason.NOT_SUPPORTED).build()
          : overWsd(finding, old, last, deadline);
    } catch (ProbeException e) {
      CertificatePin.keep(finding, last);
      return unread(finding, e);
    }
  }

  private Finding overWsd(
      Finding.Builder finding, Access.Wsd scanner, LastReading last, Deadline deadline)
      throws InterruptedException {
    WsdStatus status = wsd.status(scanner, deadline);
    pin(finding, last, status.certificate());
    WsdJudgement.judge(finding, status);
    return finding.build();
  }

  private Finding overEscl(
      Finding.Builder finding, Access.Escl scanner, LastReading last, Deadline deadline)
      throws InterruptedException {
    EsclClient.Read<EsclStatus> status = escl.status(scanner, deadline);
    try {
      EsclCapabilities capabilities = escl.capabilities(scanner, deadline);
      finding.fact("model", capabilities.makeAndModel().orElse(null));
      finding.fact("serial", capabilities.serialNumber().orElse(null));
      finding.fact("feeder", capabilities.feeder() ? "yes" : "no");
    } catch (ProbeException e) {
      // the state is known; a name is worth no failure
      finding.fact("detail", e.getMessage());
    }
    pin(finding, last, status.certificate());
    return judge(finding, status.document());
  }

  private void pin(Finding.Builder finding, LastReading last, Optional<String> certificate) {
    CertificatePin.judge(
        finding,
        last,
        new CertificatePin.Sight(certificate, clock.instant()),
        Reason.SCANNER_CERTIFICATE_CHANGED);
  }

  private static Finding judge(Finding.Builder finding, EsclStatus status) {
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
      case TIMED_OUT, INCOMPLETE, UNREACHABLE, REFUSED ->
          finding.fail(Reason.SCANNER_NOT_ANSWERING);
      case MALFORMED -> finding.unknown(Reason.SCANNER_MALFORMED);
      case AUTH_REJECTED -> finding.unknown(Reason.NOT_PERMITTED);
      case UNSUPPORTED -> finding.unknown(Reason.NOT_SUPPORTED);
    }
    return finding.fact("detail", e.getMessage()).build();
  }
}
