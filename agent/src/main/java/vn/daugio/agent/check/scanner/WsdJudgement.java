package vn.daugio.agent.check.scanner;

import vn.daugio.agent.check.Finding;
import vn.daugio.agent.probe.WsdStatus;
import vn.daugio.protocol.Reason;

/** What the words of WS-Scan's ScannerStatus mean for the counter. */
final class WsdJudgement {
  private WsdJudgement() {}

  static void judge(Finding.Builder finding, WsdStatus status) {
    finding.fact("state", status.state().orElse(null));
    finding.fact("stateReasons", String.join(", ", status.reasons()));
    finding.fact("feeder", status.feeder().map(has -> has ? "yes" : "no").orElse(null));
    status.reasons().forEach(word -> reason(finding, word));
    switch (status.state().orElse("")) {
      case "Idle", "Processing" -> {}
      case "Stopped" -> finding.fail(Reason.SCANNER_STOPPED);
      default -> finding.unknown(Reason.SCANNER_MALFORMED);
    }
  }

  private static void reason(Finding.Builder finding, String word) {
    switch (word) {
      case "AttentionRequired" -> finding.warn(Reason.SCANNER_ATTENTION_REQUIRED);
      case "Calibrating", "LampWarming" -> finding.warn(Reason.SCANNER_TESTING);
      case "CoverOpen", "InterlockOpen" -> finding.fail(Reason.SCANNER_COVER_OPEN);
      case "InternalStorageFull" -> finding.fail(Reason.SCANNER_STORAGE_FULL);
      case "LampError" -> finding.fail(Reason.SCANNER_LAMP_ERROR);
      case "MediaJam" -> finding.fail(Reason.SCANNER_ADF_JAM);
      case "MultipleFeedError" -> finding.warn(Reason.SCANNER_ADF_MISPICK);
      default -> finding.unknown(Reason.SCANNER_MALFORMED); // a vendor's own
    }
  }
}
