package vn.daugio.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.surface.Browser;
import vn.daugio.collector.surface.Offices;
import vn.daugio.collector.surface.Rows;
import vn.daugio.collector.surface.SurfaceApp;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/**
 * The page of an office of 46 machines in a real browser. With {@code -Ddaugio.figures=FOLDER} the
 * pictures for the documentation are written there.
 */
class PageInBrowserTest {
  private static final Instant ROUND = Instant.parse("2026-11-23T00:12:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T00:20:00Z");
  private static final List<String> PRINTERS =
      List.of("may-in-q3", "may-in-q4", "may-in-van-thu", "may-in-ke-toan");

  @TempDir static Path folder;
  private static SurfaceApp app;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start(folder);
    Office office = office();
    app = SurfaceApp.start(folder, office, NOW);
    fill(new Rows(app.store(), ROUND).fine(office));
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

  private static Office office() {
    Office plain = Offices.of(46);
    Office.Commune commune = plain.communes().get(0);
    Office.Site site = commune.sites().get(0);
    List<Target> targets = new ArrayList<>(site.targets());
    PRINTERS.forEach(name -> targets.add(target(name, TargetKind.PRINTER)));
    targets.add(target("may-quet-2", TargetKind.SCANNER));
    Office.Site more =
        new Office.Site(
            site.id(),
            site.name(),
            site.contact(),
            site.calendar(),
            site.machines(),
            targets,
            site.settings());
    return new Office(
        plain.province(),
        List.of(
            new Office.Commune(
                commune.code(), commune.name(), List.of(more, commune.sites().get(1)))));
  }

  private static Target target(String name, TargetKind kind) {
    return new Target(name, kind, null, null, List.of());
  }

  /** One warning, one failure, one that could not be told. */
  private static void fill(Rows rows) {
    for (String printer : PRINTERS) {
      rows.ok(CheckType.PRINTER_STATUS, printer)
          .ok(
              CheckType.PRINTER_SUPPLIES,
              printer,
              Rows.supply("1.1", "Black Cartridge", "toner", "consumed", "ok"),
              Rows.level("1.1", "Black Cartridge", "toner", "consumed", 0.81));
    }
    rows.put(
        CheckType.PRINTER_SUPPLIES,
        "may-in-q2",
        Outcome.WARN,
        Reason.PRINTER_SUPPLY_LOW,
        Map.of("model", "HP LaserJet M404dn", "supplies", "Black Cartridge CF259A 7%"),
        Rows.supply("1.1", "Black Cartridge CF259A", "toner", "consumed", "low"),
        Rows.level("1.1", "Black Cartridge CF259A", "toner", "consumed", 0.07));
    rows.ok(CheckType.SCANNER_READY, "may-quet-2");
    rows.put(
        CheckType.SCANNER_READY,
        "may-quet-1",
        Outcome.FAIL,
        Reason.SCANNER_ADF_JAM,
        Map.of("adfState", "ScannerAdfJam"));
    rows.incident(CheckType.SCANNER_READY, "may-quet-1", Severity.MEDIUM, Reason.SCANNER_ADF_JAM);
    rows.put(
        CheckType.ENDPOINT_PROTECTION,
        Offices.machine(17),
        Outcome.UNKNOWN,
        Reason.ENDPOINT_DEFINITIONS_UNKNOWN,
        Map.of("product", "ClamAV"));
  }

  private static URI page(String language) {
    return app.uri("/?lang=" + language);
  }

  private static void keep(String name, byte[] picture) throws IOException {
    @Nullable String figures = System.getProperty("daugio.figures");
    if (figures != null) {
      Files.write(Files.createDirectories(Path.of(figures)).resolve(name), picture);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void nothingIsWiderThanATelephoneOrAScreen(String language) throws Exception {
    for (int width : List.of(390, 360, 768, 1280)) {
      browser.open(page(language), width);
      if (width == 390 || width == 1280) {
        String phone = width == 390 ? "-phone" : "";
        keep("page" + phone + (language.equals("en") ? "-en" : "") + ".png", browser.picture());
      }
      assertThat(
              browser
                  .evaluate(
                      "[...document.querySelectorAll('main *')].filter(e =>"
                          + " e.getBoundingClientRect().right > "
                          + width
                          + ")"
                          + ".map(e => e.className + ' ' + e.tagName).join()")
                  .asText())
          .as("cut off, %s at %s px", language, width)
          .isEmpty();
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .as("%s at %s px", language, width)
          .isEqualTo(width);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void theSheetOfABigOfficeIsTwoPagesOfPaper(String language) throws Exception {
    browser.open(page(language), 1280);
    byte[] pdf = browser.pdf();
    keep("page" + (language.equals("en") ? "-en" : "") + ".pdf", pdf);
    String text = new String(pdf, StandardCharsets.ISO_8859_1);
    assertThat(Pattern.compile("/Type\\s*/Page\\b").matcher(text).results().count())
        .isBetween(1L, 2L);
  }

  @Test
  void theRefreshClosesNothingAndForgetsNoToken() {
    browser.open(page("vi"), 1280);
    browser.evaluate(
        "document.querySelector('#line-5 details.folded').open = true;"
            + " document.querySelector('.take').open = true;"
            + " document.querySelector('.take input[name=token]').value = 'half-typed';"
            + " document.querySelector('.verdict .word').textContent = 'old'");
    app.setNow(NOW.plusSeconds(60));
    try {
      String word =
          browser
              .evaluate(
                  "new Promise(done => { document.addEventListener('htmx:afterSettle', () =>"
                      + " done(document.querySelector('.verdict .word').textContent));"
                      + " htmx.ajax('GET', document.querySelector('#sheet')"
                      + ".getAttribute('hx-get'), '#sheet'); })")
              .asText();
      assertThat(word).isEqualTo("chưa sẵn sàng");
    } finally {
      app.setNow(NOW);
    }
    assertThat(
            browser
                .evaluate(
                    "[...document.querySelectorAll('#sheet details[open]')]"
                        + ".map(e => e.className).join()")
                .asText())
        .isEqualTo("take,folded");
    assertThat(
            browser.evaluate("document.querySelector('#line-5 details.folded').open").asBoolean())
        .isTrue();
    assertThat(browser.evaluate("document.querySelector('.take input[name=token]').value").asText())
        .isEqualTo("half-typed");
  }
}
