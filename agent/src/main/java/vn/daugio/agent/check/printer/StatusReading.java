package vn.daugio.agent.check.printer;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.DeviceText;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpTable;

/**
 * What one printer said about its state.
 *
 * @param device its hrDeviceTable row
 * @param printer its hrPrinterTable row
 * @param trays all input trays
 * @param bins all output bins
 * @param covers all covers
 * @param alerts all rows of the alert table
 * @param serial prtGeneralSerialNumber
 */
record StatusReading(
    Optional<PrinterDevice> device,
    Optional<SnmpRow> printer,
    List<InputTray> trays,
    List<OutputBin> bins,
    List<PrinterCover> covers,
    List<PrinterAlert> alerts,
    @Nullable String serial) {
  static final String PRINTERS = "1.3.6.1.2.1.25.3.5.1";
  static final int PRINTER_STATUS = 1;
  static final int ERROR_STATE = 2;
  static final SnmpTable PRINTER = SnmpTable.of(PRINTERS, PRINTER_STATUS, ERROR_STATE);

  static final String GENERAL = "1.3.6.1.2.1.43.5.1.1";
  static final int SERIAL = 17;

  static final SnmpTable GENERALS =
      SnmpTable.of(GENERAL, PrinterCharset.CURRENT_LOCALIZATION, SERIAL);

  private static final int MOST_ALERTS = 5;

  /** The tables as read; other printers of the same host have another device index. */
  record Tables(
      List<SnmpRow> devices,
      List<SnmpRow> printers,
      List<SnmpRow> inputs,
      List<SnmpRow> outputs,
      List<SnmpRow> covers,
      List<SnmpRow> alerts,
      List<SnmpRow> general) {}

  static StatusReading of(Tables tables) {
    List<SnmpRow> witnesses = tables.printers().isEmpty() ? tables.inputs() : tables.printers();
    Optional<PrinterDevice> device = PrinterDevice.find(tables.devices(), witnesses);
    Optional<SnmpRow> printer =
        tables.printers().stream()
            .filter(row -> device.isEmpty() || row.index().equals(device.get().index()))
            .findFirst();
    @Nullable String index =
        device.map(PrinterDevice::index).or(() -> printer.map(SnmpRow::index)).orElse(null);
    return new StatusReading(
        device,
        printer,
        InputTray.decode(of(tables.inputs(), index)),
        OutputBin.decode(of(tables.outputs(), index)),
        PrinterCover.decode(of(tables.covers(), index)),
        PrinterAlert.decode(of(tables.alerts(), index)),
        of(tables.general(), index).stream()
            .map(row -> row.text(SERIAL))
            .filter(serial -> serial != null && !serial.isBlank())
            .map(serial -> DeviceText.clean(serial, DeviceText.NAME_LENGTH))
            .findFirst()
            .orElse(null));
  }

  OptionalLong deviceStatus() {
    return device.map(PrinterDevice::status).orElse(OptionalLong.empty());
  }

  OptionalLong printerStatus() {
    return printer.map(row -> row.number(PRINTER_STATUS)).orElse(OptionalLong.empty());
  }

  @Nullable String model() {
    return device.map(PrinterDevice::model).orElse(null);
  }

  /** Empty where the device has no such value or one without octets. */
  byte[] errorOctets() {
    byte @Nullable [] octets = printer.isEmpty() ? null : printer.get().octets(ERROR_STATE);
    return octets == null ? new byte[0] : octets;
  }

  Set<DetectedError> errors() {
    return DetectedError.of(errorOctets());
  }

  /** Rows of this device; all where the Host Resources MIB does not tell which it is. */
  private static List<SnmpRow> of(List<SnmpRow> rows, @Nullable String index) {
    return index == null
        ? rows
        : rows.stream().filter(row -> row.firstIndex().equals(index)).toList();
  }

  /** What the alerts say in words, as far as they have any; bounded. */
  List<String> alertTexts() {
    return alerts.stream()
        .map(PrinterAlert::text)
        .filter(text -> !text.isEmpty())
        .distinct()
        .limit(MOST_ALERTS)
        .toList();
  }
}
