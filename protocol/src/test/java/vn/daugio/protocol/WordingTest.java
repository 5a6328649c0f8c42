package vn.daugio.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every code has its words, in both languages alike. */
class WordingTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z0-9]+)\\}");

  /** Advice that may be empty, because truly nothing is to be done. */
  private static final Set<String> NOTHING_TO_DO = Set.of();

  /** What a check of each area tells beside its outcome; other reasons have no facts. */
  private static final Map<String, Set<String>> FACTS =
      Map.ofEntries(
          Map.entry("upstream_down", Set.of("upstream", "upstreamTarget")),
          Map.entry(
              "printer",
              Set.of(
                  "model",
                  "tray",
                  "supplies",
                  "unknownSupplies",
                  "alerts",
                  "queuedJobs",
                  "oldestJobMinutes",
                  "counterBefore",
                  "queues")),
          Map.entry("agent", Set.of("agentFiles")),
          Map.entry("internet", Set.of("downPercent", "upPercent", "failure", "answer")),
          Map.entry(
              "system",
              Set.of(
                  "status",
                  "daysLeft",
                  "host",
                  "redirectHost",
                  "reached",
                  "title",
                  "certificateNames",
                  "said",
                  "domain",
                  "mxWithoutAddress")),
          Map.entry(
              "lan",
              Set.of(
                  "macBefore",
                  "macNow",
                  "speedMegabits",
                  "errorPercent",
                  "staff",
                  "status",
                  "newDevices",
                  "movedDevices")),
          Map.entry(
              "meeting",
              Set.of(
                  "codec",
                  "host",
                  "lossPercent",
                  "delayMillis",
                  "jitterMillis",
                  "megabits",
                  "problemCode")),
          Map.entry("device", Set.of("restarts", "problemCode")),
          Map.entry("server", Set.of("services", "disk", "freePercent", "arrays", "backupHours")),
          Map.entry(
              "router",
              Set.of(
                  "wan",
                  "memoryPercent",
                  "storagePercent",
                  "loadPercent",
                  "leasesPercent",
                  "radios")),
          Map.entry("ups", Set.of("minutesLeft", "chargePercent", "faults")),
          Map.entry("switch", Set.of("downPorts", "slowPorts", "errorPorts", "halfPorts")),
          Map.entry("computer", Set.of("disk", "freePercent", "clockOffset")),
          Map.entry(
              "signing",
              Set.of(
                  "readers",
                  "library",
                  "stoppedHelpers",
                  "serial",
                  "daysLeft",
                  "validFrom",
                  "validUntil")),
          Map.entry(
              "endpoint",
              Set.of(
                  "product",
                  "products",
                  "required",
                  "offProfiles",
                  "updateDays",
                  "pendingUpdates",
                  "system",
                  "supportedUntil",
                  "daysLeft")),
          Map.entry(
              "scanner",
              Set.of(
                  "adfState",
                  "state",
                  "freeMegabytes",
                  "stateReasons",
                  "missingScanners",
                  "faultyScanner")));

  @ParameterizedTest
  @EnumSource
  void noCodeIsWithoutWords(Language language) {
    Properties texts = texts(language);

    List<String> missing =
        catalogue().filter(key -> !texts.containsKey(key)).map(key -> key + "=").toList();

    assertThat(missing)
        .withFailMessage(
            "paste into messages_%s.properties and fill:%n%s",
            language.code(), String.join("\n", missing))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void noWordsAreWithoutCode(Language language) {
    Set<String> unknown = new TreeSet<>(texts(language).stringPropertyNames());
    catalogue().forEach(unknown::remove);

    assertThat(unknown).as("keys of codes that no catalogue has").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void noKeyStandsTwice(Language language) throws IOException {
    Set<String> seen = new HashSet<>();
    List<String> twice =
        source(language)
            .lines()
            .filter(line -> !line.startsWith("#") && line.contains("="))
            .map(line -> line.substring(0, line.indexOf('=')))
            .filter(key -> !seen.add(key))
            .toList();

    assertThat(seen).hasSameSizeAs(texts(language).stringPropertyNames());
    assertThat(twice).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void noTextIsEmptyOrUntidy(Language language) {
    List<String> untidy = new ArrayList<>();
    texts(language)
        .forEach(
            (key, value) -> {
              String text = value.toString();
              boolean allowedEmpty =
                  text.isEmpty() && NOTHING_TO_DO.contains(key.toString().replace("advice.", ""));
              if ((!allowedEmpty && (text.isBlank() || !text.equals(text.strip())))
                  || text.contains("  ")
                  || text.contains("!")) {
                untidy.add(key + "=" + text);
              }
            });

    assertThat(untidy).as("empty, with stray blanks, or with an exclamation mark").isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void reasonsAreClausesAndAdviceIsSentences(Language language) {
    Properties texts = texts(language);

    for (Reason reason : Reason.values()) {
      assertThat(texts.getProperty("reason." + reason.code()))
          .as("reason." + reason.code())
          .doesNotEndWith(".")
          .hasSizeLessThanOrEqualTo(150);
      if (!NOTHING_TO_DO.contains(reason.code())) {
        assertThat(texts.getProperty("advice." + reason.code()))
            .as("advice." + reason.code())
            .endsWith(".");
      }
    }
  }

  @Test
  void bothLanguagesHaveTheSamePlaceholders() {
    Properties vietnamese = texts(Language.VI);
    Properties english = texts(Language.EN);

    List<String> different =
        catalogue()
            .filter(
                key ->
                    !placeholders(vietnamese.getProperty(key, ""))
                        .equals(placeholders(english.getProperty(key, ""))))
            .toList();

    assertThat(different).isEmpty();
  }

  @Test
  void everyPlaceholderIsAFactThatTheCheckGives() {
    Properties texts = texts(Language.VI);
    List<String> unknown = new ArrayList<>();
    for (String key : texts.stringPropertyNames()) {
      String code = key.substring(key.indexOf('.') + 1);
      Set<String> facts = FACTS.getOrDefault(code.split("\\.", 2)[0], Set.of());
      for (String placeholder : placeholders(texts.getProperty(key))) {
        boolean ofReason = key.startsWith("reason.") || key.startsWith("advice.");
        if (!ofReason || !facts.contains(placeholder)) {
          unknown.add(key + " {" + placeholder + "}");
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aReasonWithoutFactsHasNoHoles(Language language) {
    Wording wording = Wording.in(language);

    for (Reason reason : Reason.values()) {
      if (reason != Reason.UPSTREAM_DOWN) {
        assertThat(
                wording.reason(reason.code(), Map.of()) + wording.advice(reason.code(), Map.of()))
            .as(reason.code())
            .isNotEqualTo(reason.code())
            .doesNotContain("?", "{", "}", "[", "]", " ,", " :", "()");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aLineClaimsNothingThatIsLeftToAPerson(Language language) {
    Wording wording = Wording.in(language);
    for (HandbookLine line : HandbookLine.values()) {
      assertThat(!wording.human(line).isEmpty()).as(line.code()).isEqualTo(line.hasHumanPart());
    }
    List<String> claims =
        Arrays.stream(HandbookLine.values()).map(wording::line).map(String::toLowerCase).toList();
    assertThat(claims)
        .noneMatch(claim -> claim.contains("in được"))
        .noneMatch(claim -> claim.contains("quét được"))
        .noneMatch(claim -> claim.contains("đăng nhập"))
        .noneMatch(claim -> claim.contains("tốc độ"))
        .noneMatch(claim -> claim.contains("tra cứu được"))
        .noneMatch(claim -> claim.contains("log in"))
        .noneMatch(claim -> claim.contains("log-in"))
        .noneMatch(claim -> claim.contains("test page"))
        .noneMatch(claim -> claim.contains("speed"))
        .noneMatch(claim -> claim.contains("queried"));
    assertThat(Wording.in(Language.VI).human(HandbookLine.PRINTERS)).isEqualTo("In thử một trang");
    assertThat(Wording.in(Language.EN).human(HandbookLine.PRINTERS)).isEqualTo("Print a test page");
  }

  @Test
  void noTwoReasonsReadTheSame() {
    for (Language language : Language.values()) {
      Wording wording = Wording.in(language);
      assertThat(Arrays.stream(Reason.values()).map(r -> wording.reason(r.code(), Map.of())))
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFilesAreUtf8(Language language) throws IOException {
    byte[] bytes = bytes(language);

    // decodes strictly: a malformed byte throws
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();

    assertThat(text).doesNotContain("\uFFFD", "\\u", "\uFEFF");
    assertThat(java.text.Normalizer.isNormalized(text, java.text.Normalizer.Form.NFC)).isTrue();
  }

  @Test
  void fillsWhatIsKnownAndLeavesOutOptionalPartsWithoutTheirFact() {
    String text = "Máy in[ {model}] hết giấy[ ở {tray}]";

    assertThat(Wording.fill(text, Map.of())).isEqualTo("Máy in hết giấy");
    assertThat(Wording.fill(text, Map.of("model", "HP M404"))).isEqualTo("Máy in HP M404 hết giấy");
    assertThat(Wording.fill(text, Map.of("tray", "Tray 2"))).isEqualTo("Máy in hết giấy ở Tray 2");
    assertThat(Wording.fill(text, Map.of("model", "HP M404", "tray", "Tray 2")))
        .isEqualTo("Máy in HP M404 hết giấy ở Tray 2");
  }

  @Test
  void anOptionalPartNeedsAllOfItsFacts() {
    String text = "{a}[ ({b}, {c})] {d}[ e]";

    assertThat(Wording.fill(text, Map.of("a", "1", "b", "2"))).isEqualTo("1 ? e");
    assertThat(Wording.fill(text, Map.of("a", "1", "b", "2", "c", "3", "d", "4")))
        .isEqualTo("1 (2, 3) 4 e");
  }

  @Test
  void aBlankFactCountsAsAbsent() {
    assertThat(Wording.fill("x[ {a}] {b}", Map.of("a", " ", "b", ""))).isEqualTo("x ?");
  }

  @Test
  void whatADeviceSaysIsNeverReadAsATemplate() {
    Map<String, String> hostile = Map.of("a", "[x] {b} $1 \\", "b", "never");

    assertThat(Wording.fill("({a})[ {a}]", hostile)).isEqualTo("([x] {b} $1 \\) [x] {b} $1 \\");
  }

  @Test
  void aCodeThatOnlyANewerAgentKnowsIsShownAsItCame() {
    Wording wording = Wording.in(Language.VI);

    assertThat(wording.reason("printer.on_fire", Map.of())).isEqualTo("printer.on_fire");
    assertThat(wording.advice("printer.on_fire", Map.of())).isEmpty();
    assertThat(wording.checkType("printer.smell")).isEqualTo("printer.smell");
  }

  @Test
  void readsAsTheOfficeKnowsIt() {
    Wording vi = Wording.in(Language.VI);
    Wording en = Wording.in(Language.EN);

    assertThat(vi.outcome(Outcome.OK)).isEqualTo("Đạt");
    assertThat(vi.outcome(Outcome.UNKNOWN)).isEqualTo("Chưa xác định");
    assertThat(vi.area(Area.LAN)).isEqualTo("Mạng nội bộ (LAN)");
    assertThat(vi.line(HandbookLine.NATIONAL_PORTAL))
        .isEqualTo("Cổng Dịch vụ công quốc gia truy cập được");
    assertThat(en.checkType("lan.gateway")).isEqualTo("Connection to the modem or router");
    assertThat(vi.reason("upstream_down", Map.of("upstream", "internet.link")))
        .isEqualTo("Chưa kiểm tra được vì mục “Đường truyền Internet” đang hỏng");
    assertThat(vi.reason("computer.disk_low", Map.of("disk", "C:", "freePercent", "4,5", "x", "y")))
        .isEqualTo("Ổ đĩa C: sắp đầy, chỉ còn 4,5%");
  }

  private static Stream<String> catalogue() {
    return Stream.of(
            Arrays.stream(CheckType.values()).map(type -> "check." + type.code()),
            Arrays.stream(Reason.values()).map(reason -> "reason." + reason.code()),
            Arrays.stream(Reason.values()).map(reason -> "advice." + reason.code()),
            Arrays.stream(Outcome.values()).map(outcome -> "outcome." + outcome.name()),
            Arrays.stream(Area.values()).map(area -> "area." + area.code()),
            Arrays.stream(HandbookLine.values()).map(line -> "line." + line.code()),
            Arrays.stream(HandbookLine.values())
                .filter(HandbookLine::hasHumanPart)
                .map(line -> "line." + line.code() + ".human"))
        .flatMap(keys -> keys);
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Properties texts(Language language) {
    return Wording.load(Wording.class, file(language));
  }

  private static String source(Language language) throws IOException {
    return new String(bytes(language), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Language language) throws IOException {
    try (InputStream in = Wording.class.getResourceAsStream(file(language))) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static String file(Language language) {
    return "messages_" + language.code() + ".properties";
  }
}
