package vn.daugio.acceptance.printers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.acceptance.outages.ScriptedAgent;
import vn.daugio.acceptance.outages.ScriptedCollector;
import vn.daugio.acceptance.process.AgentProcess;
import vn.daugio.acceptance.process.CollectorProcess;
import vn.daugio.acceptance.process.FileClock;
import vn.daugio.acceptance.process.LoopbackPlan;
import vn.daugio.acceptance.process.WebhookSink;
import vn.daugio.acceptance.simulator.DeviceSimulator;
import vn.daugio.protocol.HandbookLine;

/** What devices say in SNMP and WS-Scan, on the page: through agent and collector, whole. */
class DevicesOnThePageTest {
  private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");

  @TempDir Path folder;

  @Test
  void everyLevelEveryMakersNumberAndEveryCounter() throws IOException {
    new FileClock(folder.resolve("clock")).set(START);
    try (DeviceSimulator devices =
            DeviceSimulator.start(
                new DeviceSimulator.Options(
                    "127.0.0.1",
                    0,
                    0,
                    0,
                    List.of("maintenance-counter", "toner-table", "scanner-wsd-jam")));
        WebhookSink sink = new WebhookSink();
        CollectorProcess collector =
            new CollectorProcess(
                folder.resolve("collector"),
                LoopbackPlan.with(
                    printer(devices, "maintenance-counter"),
                    printer(devices, "toner-table"),
                    "{name: may-quet-1, kind: scanner, wsd: \"http://127.0.0.1:"
                        + devices.httpPort("scanner-wsd-jam")
                        + "/wsd/scan\"}"),
                sink.url(),
                ScriptedCollector.program(folder.resolve("clock")));
        ScriptedAgent agent = agent(collector)) {
      agent.tick();
      assertThat(PageLine.supplies(collector, HandbookLine.PRINTERS))
          .containsExactly(
              "Black Toner còn, không rõ bao nhiêu số riêng của hãng Ricoh: 40%",
              "Waste Toner Bottle còn chỗ trống, không rõ bao nhiêu",
              "Cyan Toner còn, không rõ bao nhiêu số riêng của hãng Ricoh: 70%",
              "Magenta Toner còn, không rõ bao nhiêu",
              "Yellow Toner máy in không báo",
              "Black Toner Cartridge còn, không rõ bao nhiêu số riêng của hãng Brother: 31%",
              "Cyan Toner Cartridge còn, không rõ bao nhiêu số riêng của hãng Brother: 87%",
              "Magenta Toner Cartridge còn, không rõ bao nhiêu",
              "Yellow Toner Cartridge còn, không rõ bao nhiêu số riêng của hãng Brother: 0%",
              "Waste Toner Box còn chỗ trống, không rõ bao nhiêu",
              "Drum Unit [75] còn 75%",
              "Belt Unit [50] còn 50%",
              "Fuser Unit không đo được");
      assertThat(PageLine.words(collector, HandbookLine.PRINTERS, "vi"))
          .startsWith(
              "8 Chưa xác định từ 09:00 Máy in sẵn sàng, còn giấy, còn mực"
                  + " toner-table Mực và vật tư máy in từ 09:00 Máy in Mẫu Copier R40"
                  + " không cho biết còn bao nhiêu mực hoặc vật tư: Yellow Toner Cần làm: ")
          .contains(" maintenance-counter Số trang đã in 40.215 trang ")
          .contains(" toner-table Số trang đã in 1.203.456 trang · 610.020 tờ ");
      assertThat(PageLine.words(collector, HandbookLine.SCANNERS, "vi"))
          .isEqualTo(
              "9 Không đạt từ 09:00 Máy quét trả lời và sẵn sàng"
                  + " may-quet-1 Tình trạng máy quét từ 09:00"
                  + " Máy quét bị kẹt giấy ở bộ nạp giấy tự động (ADF);"
                  + " Máy quét đã ngừng, cần người xử lý (trạng thái: Stopped);"
                  + " Máy quét cần người xem, máy báo “MediaJam, AttentionRequired”"
                  + " Cần làm: Đề nghị mở nắp bộ nạp, lấy giấy ra nhẹ nhàng, gỡ ghim kẹp,"
                  + " đóng nắp rồi quét lại."
                  + " Cần người xác nhận: Quét thử một trang");
    }
  }

  private static String printer(DeviceSimulator devices, String name) {
    return "{name: %s, kind: printer, address: \"127.0.0.1:%d\", %s}"
        .formatted(name, devices.snmpPort(name), "snmp: {version: 2c, community: public}");
  }

  private ScriptedAgent agent(CollectorProcess collector) throws IOException {
    AgentProcess enrolled =
        AgentProcess.join(
            folder.resolve("agent"),
            collector.url(),
            collector.joinCode(LoopbackPlan.SITE, 1),
            List.of());
    return ScriptedAgent.start(
        List.of("java"),
        folder.resolve("clock"),
        enrolled.config(),
        folder.resolve("agent/agent.log"));
  }
}
