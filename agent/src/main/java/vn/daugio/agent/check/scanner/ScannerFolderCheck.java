package vn.daugio.agent.check.scanner;

import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SmbFolder;
import vn.daugio.agent.probe.SmbReading;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/**
 * {@code scanner.folder}: whether a scanner could save now, by a round trip with its own account on
 * its shared folder. A folder that works but has little space left warns.
 */
public final class ScannerFolderCheck implements Check {
  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Access.@Nullable Smb folder = assignment.target().access(Access.Smb.class);
    if (folder == null) {
      return finding.unknown(Reason.NOT_SUPPORTED).build();
    }
    SmbReading reading;
    try {
      reading = SmbFolder.roundTrip(folder, deadline);
    } catch (ProbeException e) {
      return unread(finding, e);
    }
    finding.fact("detail", reading.status()).fact("dialect", reading.dialect());
    finding.fact("loggedOnAs", reading.guest() ? "guest" : null);
    switch (reading.step()) {
      case DONE -> {}
      case ONLY_SMB1 -> finding.fail(Reason.SCANNER_FOLDER_ONLY_SMB1);
      case ACCOUNT_REFUSED -> finding.fail(Reason.SCANNER_FOLDER_AUTH_REJECTED);
      case GONE -> finding.fail(Reason.SCANNER_FOLDER_GONE);
      case DENIED -> finding.fail(Reason.SCANNER_FOLDER_WRITE_DENIED);
      case FULL -> finding.fail(Reason.SCANNER_FOLDER_FULL);
      case DIFFERENT -> finding.fail(Reason.SCANNER_FOLDER_MALFORMED);
    }
    reading.freeBytes().ifPresent(free -> space(finding, assignment, free));
    return finding.build();
  }

  private static void space(Finding.Builder finding, Assignment assignment, long free) {
    finding.measure("folder_free_bytes", (double) free);
    finding.fact("freeMegabytes", Long.toString(free / 1_000_000));
    if (free < assignment.limit("free-fail-below")) {
      finding.fail(Reason.SCANNER_FOLDER_FULL);
    } else if (free < assignment.limit("free-warn-below")) {
      finding.warn(Reason.SCANNER_FOLDER_SPACE_LOW);
    }
  }

  private static Finding unread(Finding.Builder finding, ProbeException e) {
    switch (e.failure()) {
      case TIMED_OUT, INCOMPLETE, UNREACHABLE, REFUSED ->
          finding.fail(Reason.SCANNER_FOLDER_NOT_ANSWERING);
      case MALFORMED -> finding.unknown(Reason.SCANNER_FOLDER_MALFORMED);
      case AUTH_REJECTED -> finding.unknown(Reason.NOT_PERMITTED);
      case UNSUPPORTED -> finding.unknown(Reason.NOT_SUPPORTED);
    }
    return finding.fact("detail", e.getMessage()).build();
  }
}
