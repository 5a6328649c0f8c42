package vn.daugio.agent.os;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is plugged into or built into this computer and is no network device. */
public interface Peripherals {
  /**
   * The devices that the system sees now, those with a problem included; empty where there is none.
   *
   * @throws NotPermittedException when this account or this system does not show them
   */
  List<Peripheral> present() throws NotPermittedException;

  /** What a device can do, by its USB class (usb.org, defined class codes) or PnP class. */
  enum Kind {
    PRINTER,
    /** Still image: scanners and photo cameras. */
    IMAGE,
    /** A reader for chip cards, USB tokens included: they carry one. */
    CARD_READER,
    CAMERA,
    MICROPHONE
  }

  /**
   * @param kinds what it can do; empty for a class that only its vendor knows, or none of these
   * @param vendor USB vendor id, four lower-case hexadecimal digits; empty: not a USB device
   * @param product USB product id, likewise
   * @param problem the problem code of Windows' device manager (CM_PROB_*, e.g. 10 cannot start, 28
   *     no driver, 43 failed, 45 not connected) or what corresponds to it; empty: works
   */
  record Peripheral(Set<Kind> kinds, String vendor, String product, Optional<Integer> problem) {
    /** No driver is installed. */
    public static final int NO_DRIVER = 28;

    public Peripheral {
      kinds = Set.copyOf(kinds);
    }

    /** {@code 04a9:190d}; the same for all devices of a model. */
    public String model() {
      return vendor + ":" + product;
    }

    public boolean is(Kind kind) {
      return kinds.contains(kind);
    }
  }
}
