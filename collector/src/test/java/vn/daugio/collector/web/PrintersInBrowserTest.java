package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.collector.surface.Rows.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.surface.Browser;
import vn.daugio.collector.surface.Offices;
import vn.daugio.collector.surface.Rows;
import vn.daugio.collector.surface.SurfaceApp;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/**
 * Printers and a scanner's folder as the page shows them in a real browser: every state of a
 * supply, a maker's own number, a waste box, counters. With {@code -Ddaugio.figures=FOLDER} the
 * pictures are written there.
 */
class PrintersInBrowserTest {
  private static final Instant ROUND = Instant.parse("2026-11-23T00:12:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T00:20:00Z");

  @TempDir static Path folder;
  private static SurfaceApp app;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start(folder);
    Office office = Offices.of(1);
    app = SurfaceApp.start(folder, office, NOW);
    Rows rows = new Rows(app.store(), ROUND);
    rows.machine(Offices.machine(1), true).computer(Offices.machine(1)).gateway().line().systems();
    fill(rows);
  }

  @AfterAll
  static void stop() {
    if (app != null) {
      app.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  private static void fill(Rows rows) {
    rows.put(
            CheckType.PRINTER_SUPPLIES,
            "may-in-mau",
            Outcome.FAIL,
            Reason.PRINTER_SUPPLY_EMPTY,
            Map.of("model", "Acme Color 300", "supplies", "TK-300M 7%, TK-300Y 0%, Waste Box 4%"),
            supplies(
                supply("1.1", "TK-300K", "ok", 0.64),
                supply("1.2", "TK-300C", "ok", 0.109),
                supply("1.3", "TK-300M", "low", 0.0799),
                supply("1.4", "TK-300Y", "empty", 0.0),
                receptacle("1.5", "Waste Toner Box", "low", 0.04),
                supply("1.6", "Drum Unit", "not_measurable", -1),
                supply("1.7", "Fuser Kit 110V/220V, Maintenance Part No. 302-ABC-045", "ok", 0.9)))
        .put(
            CheckType.PRINTER_STATUS,
            "may-in-mau",
            Outcome.FAIL,
            Reason.PRINTER_NO_PAPER,
            Map.of("model", "Acme Color 300", "tray", "Khay 2"))
        .ok(CheckType.PRINTER_PAGES, "may-in-mau", pages("1.1", 1_215_232, "impressions"));
    others(rows);
  }

  private static void others(Rows rows) {
    rows.ok(CheckType.PRINTER_STATUS, "may-in-van-thu")
        .ok(
            CheckType.PRINTER_SUPPLIES,
            "may-in-van-thu",
            supplies(
                supply("1.1", "Black Toner Cartridge", "some_remaining", -1),
                vendor("1.1", "Black Toner Cartridge", "brother", 0.3099),
                supply("1.2", "Drum Unit", "ok", 0.98)))
        .ok(
            CheckType.PRINTER_PAGES,
            "may-in-van-thu",
            pages("1.1", 15_232, "impressions"),
            pages("1.2", 210, "sheets"))
        .put(
            CheckType.PRINTER_SUPPLIES,
            "may-in-ke-toan",
            Outcome.UNKNOWN,
            Reason.PRINTER_SUPPLY_UNKNOWN,
            Map.of("model", "Acme MP 20", "unknownSupplies", "Black Toner, Ink"),
            supplies(
                supply("1.1", "Black Toner", "unknown", -1),
                vendor("1.1", "Black Toner", "ricoh", 1.0),
                supply("1.2", "Ink", "no_capacity", -1),
                receptacle("1.3", "Waste Toner Bottle", "some_remaining", -1),
                receptacle("1.4", "Staple Waste", "ok", 0.65),
                receptacle("1.5", "Punch Waste", "empty", 0.0)))
        .ok(CheckType.PRINTER_PAGES, "may-in-ke-toan", pages("1.1", 88, "unknown"))
        .put(
            CheckType.SCANNER_FOLDER,
            "thu-muc-quet",
            Outcome.WARN,
            Reason.SCANNER_FOLDER_SPACE_LOW,
            Map.of("freeMegabytes", "912"),
            measure("folder_free_bytes", 912.7e6, "bytes"))
        .ok(
            CheckType.SCANNER_FOLDER,
            "thu-muc-quet-2",
            measure("folder_free_bytes", 5.36e9, "bytes"));
  }

  private static Measure[] supplies(Measure[]... each) {
    List<Measure> all = new ArrayList<>();
    for (Measure[] one : each) {
      all.addAll(List.of(one));
    }
    return all.toArray(new Measure[0]);
  }

  /** A negative ratio: none is known. */
  private static Measure[] supply(String index, String name, String state, double ratio) {
    return supply(index, name, "consumed", state, ratio);
  }

  private static Measure[] receptacle(String index, String name, String state, double ratio) {
    return supply(index, name, "receptacle", state, ratio);
  }

  private static Measure[] supply(
      String index, String name, String type, String state, double ratio) {
    Measure known = Rows.supply(index, name, "toner", type, state);
    return ratio < 0
        ? new Measure[] {known}
        : new Measure[] {known, Rows.level(index, name, "toner", type, ratio)};
  }

  private static Measure[] vendor(String index, String name, String source, double ratio) {
    return new Measure[] {
      measure(
          "supply_vendor_ratio",
          ratio,
          "ratio",
          "index",
          index,
          "supply",
          name,
          "kind",
          "toner",
          "color",
          "black",
          "class",
          "consumed",
          "source",
          source)
    };
  }

  private static Measure pages(String index, long count, String counted) {
    return measure("printed_pages", (double) count, "pages", "index", index, "counted", counted);
  }

  private static void open(String language, int width) {
    browser.open(app.uri("/?lang=" + language), width);
    browser.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)");
  }

  private static void keep(String name) throws IOException {
    @Nullable String figures = System.getProperty("daugio.figures");
    if (figures != null) {
      Files.write(
          Files.createDirectories(Path.of(figures)).resolve(name + ".png"), browser.picture());
    }
  }

  /** What a reader sees: the name, then "|" and a bar's width in percent, then the words. */
  private static List<String> shown(String selector) {
    return List.of(
        browser
            .evaluate(
                "[...document.querySelectorAll('"
                    + selector
                    + "')].map(e => [...e.children].map(c => c.matches('svg') ? '|' + Math.round(100"
                    + " * c.querySelector('.full').getBoundingClientRect().width"
                    + " / c.querySelector('.empty').getBoundingClientRect().width) + '|'"
                    + " : c.innerText.trim()).join(' ')).join('\\n')")
            .asText()
            .split("\n", -1));
  }

  @Test
  void everySupplyIsSaidAsItIs() {
    open("vi", 1280);
    assertThat(shown("#line-8 .supply"))
        .containsExactly(
            "Black Toner máy in không báo số riêng của hãng Ricoh: 100%",
            "Ink không rõ dung lượng",
            "Waste Toner Bottle còn chỗ trống, không rõ bao nhiêu",
            "Staple Waste |65| còn trống 65%",
            "Punch Waste |0| đã đầy",
            "TK-300K |64| còn 64%",
            "TK-300C |10| còn 10%",
            "TK-300M |7| sắp hết, còn 7%",
            "TK-300Y |0| hết",
            "Waste Toner Box |4| sắp đầy, còn trống 4%",
            "Drum Unit không đo được",
            "Fuser Kit 110V/220V, Maintenance Part No. 302-ABC-045 |90| còn 90%",
            "Black Toner Cartridge còn, không rõ bao nhiêu số riêng của hãng Brother: 30%",
            "Drum Unit |98| còn 98%");
    open("en", 1280);
    assertThat(shown("#line-8 .supply"))
        .containsExactly(
            "Black Toner not told by the printer Ricoh's own figure: 100%",
            "Ink capacity not known",
            "Waste Toner Bottle some space left, amount not known",
            "Staple Waste |65| 65% space left",
            "Punch Waste |0| full",
            "TK-300K |64| 64% left",
            "TK-300C |10| 10% left",
            "TK-300M |7| low, 7% left",
            "TK-300Y |0| empty",
            "Waste Toner Box |4| nearly full, 4% space left",
            "Drum Unit not measurable",
            "Fuser Kit 110V/220V, Maintenance Part No. 302-ABC-045 |90| 90% left",
            "Black Toner Cartridge some left, amount not known Brother's own figure: 30%",
            "Drum Unit |98| 98% left");
  }

  private static List<String> texts(String selector) {
    return List.of(
        browser
            .evaluate(
                "[...document.querySelectorAll('"
                    + selector
                    + "')].map(e => e.innerText.trim()).join('\\n')")
            .asText()
            .split("\n", -1));
  }

  @Test
  void countersAndFreeSpaceAreNumbersThatAPersonReads() {
    open("vi", 1280);
    assertThat(texts("#line-8 .measures, #line-8 .folded li > small"))
        .containsExactly(
            "bộ đếm 88, máy in không báo đơn vị", "1.215.232 trang", "15.232 trang · 210 tờ");
    assertThat(texts("#line-9 .measures")).containsExactly("còn trống 912 MB", "còn trống 5,4 GB");
    open("en", 1280);
    assertThat(texts("#line-8 .measures, #line-8 .folded li > small"))
        .containsExactly(
            "counter at 88, unit not told by the printer",
            "1,215,232 pages",
            "15,232 pages · 210 sheets");
    assertThat(texts("#line-9 .measures")).containsExactly("912 MB free", "5.4 GB free");
  }

  @Test
  void theTerminalTellsTheSame() {
    String text =
        app.get("/api/v1/sheets/" + Offices.SITE + "/2026-11-23", "text/plain; charset=utf-8")
            .body();
    assertThat(text)
        .contains("\n       Black Toner: máy in không báo (số riêng của hãng Ricoh: 100%)\n")
        .contains("\n       Waste Toner Bottle: còn chỗ trống, không rõ bao nhiêu\n")
        .contains("\n       Waste Toner Box: sắp đầy, còn trống 4%\n")
        .contains(" Đạt (còn trống 5,4 GB)\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void nothingIsCutOff(String language) throws IOException {
    for (int width : List.of(390, 360, 768, 1280)) {
      open(language, width);
      if (width == 390 || width == 1280) {
        keep("printers" + (width == 390 ? "-phone-" : "-") + language);
      }
      assertThat(
              browser
                  .evaluate(
                      "[...document.querySelectorAll('main *')].filter(e =>"
                          + " e.getBoundingClientRect().right > "
                          + width
                          + ").map(e => e.className + ' ' + e.tagName).join()")
                  .asText())
          .as("cut off, %s at %s px", language, width)
          .isEmpty();
    }
  }
}
