package vn.daugio.agent.check.printer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;

/**
 * The row of hrDeviceTable (RFC 2790) that is the printer; other rows are its network card, disk
 * and processors.
 *
 * @param index hrDeviceIndex, which may be 0
 * @param model hrDeviceDescr
 * @param status hrDeviceStatus
 */
record PrinterDevice(String index, @Nullable String model, OptionalLong status) {
  static final String DEVICES = "1.3.6.1.2.1.25.3.2.1";
  static final int TYPE = 2;
  static final int DESCRIPTION = 3;
  static final int STATUS = 5;

  static final SnmpTable TABLE = SnmpTable.of(DEVICES, TYPE, DESCRIPTION, STATUS);

  private static final String HR_DEVICE_PRINTER = "1.3.6.1.2.1.25.3.1.5";

  /**
   * The row of type hrDevicePrinter; where no row tells its type, the first that has a row in the
   * printer's own tables, which share the index.
   *
   * @param printerRows rows of hrPrinterTable or of the Printer-MIB
   */
  static Optional<PrinterDevice> find(List<SnmpRow> devices, List<SnmpRow> printerRows) {
    for (SnmpRow device : devices) {
      if (HR_DEVICE_PRINTER.equals(device.objectId(TYPE))) {
        return Optional.of(of(device));
      }
    }
    for (SnmpRow printer : printerRows) {
      for (SnmpRow device : devices) {
        if (device.objectId(TYPE) == null && device.index().equals(printer.firstIndex())) {
          return Optional.of(of(device));
        }
      }
    }
    return Optional.empty();
  }

  private static PrinterDevice of(SnmpRow row) {
    return new PrinterDevice(row.index(), row.text(DESCRIPTION), row.number(STATUS));
  }
}
