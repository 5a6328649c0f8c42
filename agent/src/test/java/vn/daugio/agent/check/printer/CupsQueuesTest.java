package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.probe.IppGroup;
import vn.daugio.agent.probe.IppValue;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** What CUPS says of a queue beside its state; the state itself is asked of a real one. */
class CupsQueuesTest {
  private static final int PRINTER = 4;

  private static IppGroup queue(String uri, String model, int type) {
    Map<String, List<IppValue>> attributes = new HashMap<>();
    attributes.put("printer-name", List.of(new IppValue.Text("may-in-1")));
    attributes.put("printer-state", List.of(new IppValue.Whole(3)));
    attributes.put("printer-state-reasons", List.of(new IppValue.Text("none")));
    attributes.put("printer-make-and-model", List.of(new IppValue.Text(model)));
    attributes.put("printer-type", List.of(new IppValue.Whole(type)));
    attributes.put("device-uri", List.of(new IppValue.Text(uri)));
    return new IppGroup(PRINTER, attributes);
  }

  @ParameterizedTest
  @CsvSource({
    "usb://Canon/LBP2900?serial=0000, false, true",
    "usb://Canon/LBP2900?serial=0000, true, false",
    "usb://Canon/LBP2900?serial=0000,, false",
    "hp:/usb/HP_LaserJet_M404?serial=1, false, true",
    "hp:/net/HP_LaserJet_M404?ip=192.168.1.9, false, false",
    "socket://192.168.1.9:9100, false, false",
    "ipp://usb:1@192.168.1.9/, false, false",
  })
  void aUsbPrinterHasToBeThere(String uri, @Nullable Boolean usbPrinter, boolean unplugged) {
    LocalQueue read =
        new CupsQueues(Optional.ofNullable(usbPrinter))
            .of(queue(uri, "Canon LBP2900", 0), true, List.of());
    assertThat(read.troubles())
        .isEqualTo(
            unplugged
                ? List.of(new LocalQueue.Trouble(Outcome.FAIL, Reason.PRINTER_UNPLUGGED, false))
                : List.of());
    // a serial number or an address stays here
    assertThat(read.toString()).doesNotContain("serial", "192.168");
  }

  @Test
  void whatMakesFilesOrIsNoSinglePrinterIsLeftOut() {
    CupsQueues queues = new CupsQueues(Optional.empty());
    assertThat(queues.isPrinter(queue("usb://a/b", "Canon LBP2900", 0x1004))).isTrue();
    assertThat(queues.isPrinter(queue("cups-pdf:/", "Generic", 0))).isFalse();
    assertThat(queues.isPrinter(queue("usb://a/b", "Generic CUPS-PDF Printer", 0))).isFalse();
    assertThat(queues.isPrinter(queue("hpfax:/usb/a", "HP", 0))).isFalse();
    assertThat(queues.isPrinter(queue("usb://a/b", "HP", 0x40000))).isFalse();
    assertThat(queues.isPrinter(queue("usb://a/b", "HP", 0x1))).isFalse();
    assertThat(queues.isPrinter(new IppGroup(PRINTER, Map.of()))).isFalse();
  }
}
