package vn.daugio.agent.os.windows;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code printing.ps1} prints; null is what could not be read, and stands in {@code denied}
 * (refused) or {@code absent}. No names of documents or people.
 *
 * @param spooler status of the service Spooler (ServiceControllerStatus); 4: running
 * @param configured queues by the registry, which tells them without the service, too
 * @param systemAccount whether it was asked by an account that is nobody's
 * @param queues Win32_Printer
 * @param jobs Win32_PrintJob
 * @param imaging status of the service stisvc (Windows Image Acquisition)
 * @param imagingStart its start type; 4: disabled
 * @param devices Win32_PnPEntity of the classes Image and Printer
 */
@Json
record WindowsPrinting(
    @Nullable Integer spooler,
    @Nullable List<Configured> configured,
    @Nullable Boolean systemAccount,
    @Nullable List<Queue> queues,
    @Nullable List<Job> jobs,
    @Nullable Integer imaging,
    @Nullable Integer imagingStart,
    @Nullable List<Device> devices,
    @Nullable List<String> denied,
    @Nullable List<String> absent) {
  /** A queue as it was set up. */
  @Json
  record Configured(@Nullable String driver, @Nullable String port) {}

  /**
   * @param port its kind (usb, lpt, com, wsd, tcp, shared, other), or the name of one without
   *     printer
   * @param status PrinterStatus; 7: offline
   * @param error DetectedErrorState
   * @param state PrinterState, the bits of the spooler's PRINTER_STATUS_*
   */
  @Json
  record Queue(
      @Nullable String name,
      @Nullable String driver,
      @Nullable String port,
      boolean isDefault,
      boolean offline,
      int status,
      int error,
      long state) {}

  /**
   * @param state StatusMask; 1: paused
   */
  @Json
  record Job(@Nullable String queue, int state, long ageSeconds) {}

  /**
   * @param kind {@code image} or {@code printer}
   * @param bus e.g. {@code usb}, {@code usbprint}, {@code swd}
   * @param vendor USB vendor id, four hexadecimal digits; empty: not told
   * @param product USB product id, likewise
   * @param problem ConfigManagerErrorCode; 0: works
   */
  @Json
  record Device(
      @Nullable String kind,
      @Nullable String bus,
      @Nullable String vendor,
      @Nullable String product,
      int problem) {}

  boolean isDenied(String fact) {
    return denied != null && denied.contains(fact);
  }
}
