package vn.daugio.agent.os;

import java.util.List;

/** Scanners that hang on this computer itself. */
public interface Scanners {
  /**
   * @throws NotPermittedException when only another account may see them
   */
  Reading read(Deadline deadline) throws NotPermittedException, InterruptedException;

  /**
   * @param service of the system, without which no program scans
   * @param readable false where the system was asked and its answer could not be read
   */
  record Reading(Service service, boolean readable, List<Scanner> scanners) {
    public Reading {
      scanners = List.copyOf(scanners);
    }
  }

  /** What is known of the service. */
  enum Service {
    /** It runs, or is started when somebody scans. */
    READY,
    STOPPED,
    ABSENT
  }

  /**
   * @param model what all scanners of a kind have in common; no serial number
   * @param works false where the system has a problem with it, such as a missing driver
   */
  record Scanner(String model, boolean works) {}
}
