package vn.daugio.acceptance.printers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.acceptance.outages.Needs;
import vn.daugio.acceptance.outages.ScriptedAgent;
import vn.daugio.acceptance.outages.ScriptedCollector;
import vn.daugio.acceptance.process.AgentProcess;
import vn.daugio.acceptance.process.CollectorProcess;
import vn.daugio.acceptance.process.FileClock;
import vn.daugio.acceptance.process.LoopbackPlan;
import vn.daugio.acceptance.process.WebhookSink;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.HandbookLine;

/**
 * A running printer loses its paper and its toner and gets both again; agent and collector, whole,
 * show that on the page after one cadence of each check. Time is scripted.
 */
class PrinterOnThePageTest {
  /** Monday, 09:00 at the office: both rounds of the morning are over. */
  private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");

  private static final Duration STATUS = CheckType.PRINTER_STATUS.every().orElseThrow();
  private static final Duration SUPPLIES = CheckType.PRINTER_SUPPLIES.every().orElseThrow();

  private static final HandbookLine LINE = HandbookLine.PRINTERS;

  @TempDir Path folder;

  @BeforeAll
  static void programs() {
    Needs.rootWith("ippeveprinter", "dbus-daemon", "avahi-daemon");
  }

  @Test
  void whatHappensToThePrinterIsOnThePageAfterOneCadence() throws IOException {
    FileClock clock = new FileClock(folder.resolve("clock"));
    clock.set(START);
    try (IppPrinter printer = IppPrinter.start(folder, "Acme", "Laser");
        WebhookSink sink = new WebhookSink();
        CollectorProcess collector =
            new CollectorProcess(
                folder.resolve("collector"),
                LoopbackPlan.with(
                    "{name: may-in-1, kind: printer, ipp: \"" + printer.uri() + "\"}"),
                sink.url(),
                ScriptedCollector.program(folder.resolve("clock")));
        ScriptedAgent agent = agent(collector)) {
      printer.supplies(50, 75);
      agent.tick();
      assertThat(PageLine.words(collector, LINE, "vi"))
          .isEqualTo(
              "8 Đạt Máy in sẵn sàng, còn giấy, còn mực"
                  + " may-in-1 Tình trạng máy in từ 09:00"
                  + " may-in-1 Mực và vật tư máy in từ 09:00"
                  + " Toner Waste Tank còn trống 50% Black Toner còn 75%"
                  + " Cần người xác nhận: In thử một trang");
      assertThat(PageLine.bars(collector, LINE)).containsExactly("50", "75");

      printer.supplies(50, 5);
      printer.paper(0);
      clock.advance(STATUS);
      agent.tick();
      assertThat(PageLine.words(collector, LINE, "vi"))
          .startsWith(
              "8 Lưu ý từ 09:15 Máy in sẵn sàng, còn giấy, còn mực"
                  + " may-in-1 Tình trạng máy in từ 09:15"
                  + " Máy in Acme Laser hết giấy (khay: main); Máy in Acme Laser sắp hết mực"
                  + " Cần làm: Đề nghị nạp giấy đúng khổ, chỉnh thanh chặn giấy sát mép,"
                  + " đẩy khay vào hết.");

      clock.advance(SUPPLIES.minus(STATUS));
      agent.tick();
      assertThat(PageLine.words(collector, LINE, "vi"))
          .endsWith(
              " may-in-1 Mực và vật tư máy in từ 10:00"
                  + " Mực hoặc vật tư của máy in Acme Laser sắp hết (còn lại: Black Toner 5%)"
                  + " Cần làm: Vẫn in được. Đề nghị chuẩn bị vật tư đúng loại trước khi hết;"
                  + " nếu là hộp mực thải thì chuẩn bị hộp mới vì hộp cũ sắp đầy."
                  + " Toner Waste Tank còn trống 50% Black Toner sắp hết, còn 5%"
                  + " Cần người xác nhận: In thử một trang");
      assertThat(PageLine.bars(collector, LINE)).containsExactly("50", "5");

      printer.supplies(50, 0);
      clock.advance(SUPPLIES);
      agent.tick();
      assertThat(PageLine.words(collector, LINE, "en"))
          .isEqualTo(
              "8 Fail since 11:00 Printers are ready, with paper and toner"
                  + " may-in-1 Printer status since 09:15"
                  + " The printer Acme Laser is out of paper (tray: main);"
                  + " The printer Acme Laser is out of toner"
                  + " What to do: Load paper of the right size, set the guides against its edges,"
                  + " push the tray in fully."
                  + " may-in-1 Toner and supplies of the printer since 11:00"
                  + " Toner or another supply of the printer Acme Laser is used up"
                  + " (left: Black Toner 0%)"
                  + " What to do: Fit a supply of the right type, or a new box for full waste"
                  + " toner; if there is none, print on another printer and tell the person in"
                  + " charge of supplies."
                  + " Toner Waste Tank 50% space left Black Toner empty"
                  + " To be confirmed by a person: Print a test page");
      assertThat(PageLine.bars(collector, LINE)).containsExactly("50", "0");

      printer.supplies(90, 100);
      printer.paper(250);
      clock.advance(SUPPLIES);
      agent.tick();
      assertThat(PageLine.words(collector, LINE, "vi"))
          .isEqualTo(
              "8 Đạt Máy in sẵn sàng, còn giấy, còn mực"
                  + " may-in-1 Tình trạng máy in từ 12:00"
                  + " may-in-1 Mực và vật tư máy in từ 12:00"
                  + " Toner Waste Tank còn trống 90% Black Toner còn 100%"
                  + " Cần người xác nhận: In thử một trang");
      assertThat(PageLine.bars(collector, LINE)).containsExactly("90", "100");
    }
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
