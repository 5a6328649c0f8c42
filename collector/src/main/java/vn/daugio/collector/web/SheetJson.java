package vn.daugio.collector.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.sheet.Ipv6Count;
import vn.daugio.collector.sheet.ProtectionCount;
import vn.daugio.collector.sheet.Sheet;
import vn.daugio.collector.sheet.SheetItem;
import vn.daugio.collector.sheet.SheetRow;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Measure;

/** The sheet as JSON: codes for programs, and the words beside them. Times are ISO 8601 in UTC. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SheetJson(
    String site,
    String siteName,
    String date,
    boolean workingDay,
    @Nullable String dayOff,
    String verdict,
    String verdictText,
    Coverage coverage,
    Ipv6 ipv6,
    @Nullable ProtectionCount protection,
    int toConfirm,
    long unsentNotices,
    List<Line> lines) {
  public SheetJson {
    lines = List.copyOf(lines);
  }

  /** Machines that reported, of those expected. */
  public record Coverage(int reported, int expected, String text) {}

  /** Machines by how far they are on the way to IPv6. */
  public record Ipv6(int ready, int begun, int absent, int unknown) {
    static Ipv6 of(Ipv6Count count) {
      return new Ipv6(count.ready(), count.begun(), count.absent(), count.unknown());
    }
  }

  /**
   * One line of the sheet.
   *
   * @param human what of it a person has to confirm; null when there is no such part
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Line(
      int number,
      String line,
      String text,
      String light,
      String lightText,
      @Nullable String since,
      @Nullable String human,
      List<Item> items) {}

  /** One item of a line. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      String target,
      @Nullable String check,
      String outcome,
      @Nullable String reason,
      List<String> also,
      @Nullable String since,
      String text,
      String advice,
      List<Measure> measures,
      Map<String, String> facts,
      @Nullable Long incident) {}

  static SheetJson of(Sheet sheet, Office.Site site, Texts texts) {
    ItemWords words = new ItemWords(texts, sheet.date());
    return new SheetJson(
        sheet.site(),
        site.name(),
        sheet.date().toString(),
        sheet.workingDay(),
        sheet.dayOff(),
        sheet.verdict().code(),
        texts.get("verdict." + sheet.verdict().code()),
        new Coverage(
            sheet.coverage().reported(),
            sheet.coverage().expected(),
            PageResource.coverage(texts, sheet)),
        Ipv6.of(Ipv6Count.of(sheet)),
        sheet.protection(),
        sheet.toConfirm(),
        sheet.unsent().notices(),
        sheet.rows().stream().map(row -> line(row, texts, words)).toList());
  }

  private static Line line(SheetRow row, Texts texts, ItemWords words) {
    return new Line(
        row.line().number(),
        row.line().code(),
        texts.wording().line(row.line()),
        row.light().code(),
        texts.get("light." + row.light().code()),
        text(row.since()),
        row.line().hasHumanPart() ? texts.wording().human(row.line()) : null,
        row.items().stream().map(words::of).map(SheetJson::item).toList());
  }

  private static Item item(ItemView view) {
    SheetItem item = view.item();
    return new Item(
        item.target(),
        item.check(),
        item.outcome().name(),
        item.reason(),
        item.also(),
        text(item.since()),
        view.text(),
        view.advice(),
        item.measures(),
        item.facts(),
        item.incident());
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
