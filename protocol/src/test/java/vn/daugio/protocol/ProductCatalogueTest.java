package vn.daugio.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductCatalogueTest {
  private static final String TRACE = "{\"kind\":\"service\",\"pattern\":\"Bkav*\"}";

  private static List<String> problems(String json) {
    try {
      ProductCatalogue.read("p.json", json);
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  private static List<String> product(String fields) {
    return problems("{\"version\":1,\"products\":[{" + fields + "}]}");
  }

  private static List<String> trace(String kind, String pattern) {
    String escaped = pattern.replace("\\", "\\\\").replace("\n", "\\n");
    return product(
        "\"id\":\"x\",\"name\":\"X\",\"anyOf\":[{\"kind\":\"%s\",\"pattern\":\"%s\"}]"
            .formatted(kind, escaped));
  }

  @Test
  void theBuiltInCatalogueIsValidAndHasTheProductsThatPlansDemand() {
    ProductCatalogue builtIn = ProductCatalogue.builtIn();
    assertThat(builtIn.version()).isEqualTo(1);
    assertThat(builtIn.products())
        .extracting(ProductSignature::id)
        .containsExactly(
            "microsoft-defender",
            "kaspersky",
            "bkav-endpoint",
            "bkav-pro",
            "vnpt-smart-ir",
            "viettel-endpoint",
            "cyradar-edr",
            "cmc-antivirus",
            "eset",
            "symantec",
            "trend-micro",
            "avast",
            "360-total-security",
            "clamav");
    assertThat(builtIn.products())
        .filteredOn(product -> product.confidence().equals("low"))
        .extracting(ProductSignature::id)
        .containsExactly("bkav-endpoint", "vnpt-smart-ir", "viettel-endpoint");
    assertThat(builtIn.product("clamav").orElseThrow().running())
        .contains(Trace.of(Trace.Kind.PROCESS, "clamd"));
    assertThat(builtIn.product("norton")).isEmpty();
  }

  @Test
  void anAgentReadsWhatTheCollectorWrites() {
    ProductCatalogue builtIn = ProductCatalogue.builtIn();
    String json = ProtocolJson.write(builtIn);
    assertThat(ProtocolJson.read(json, ProductCatalogue.class)).isEqualTo(builtIn);
    // whatever a newer collector knows costs an older agent nothing but that trace
    ProductCatalogue newer =
        ProtocolJson.read(
            "{\"version\":7,\"products\":[{\"id\":\"x\",\"anyOf\":[{\"kind\":\"aura\"}],\"q\":1}]}",
            ProductCatalogue.class);
    assertThat(newer.products().get(0).anyOf()).containsExactly(new Trace("aura", ""));
    assertThat(newer.products().get(0).running()).isEmpty();
  }

  @Test
  void anAgentLooksOnlyForWhatKeepsToTheRules() {
    assertThat(ProductCatalogue.builtIn().sound()).isEqualTo(ProductCatalogue.builtIn());
    Trace good = Trace.of(Trace.Kind.SERVICE, "X*");
    Trace newer = new Trace("aura", "X");
    Trace home = Trace.of(Trace.Kind.FILE, "/home/an/.ssh/*");
    Trace file = Trace.of(Trace.Kind.FILE, "/opt/x");
    ProductSignature mixed =
        new ProductSignature(
            "x",
            "X",
            "antivirus",
            "high",
            List.of(newer, good, home, file),
            List.of(file, good),
            List.of(),
            null);
    ProductSignature empty =
        new ProductSignature(
            "y", "Y", "antivirus", "high", List.of(newer), List.of(), List.of(), null);
    assertThat(new ProductCatalogue(3, List.of(mixed, empty)).sound())
        .isEqualTo(
            new ProductCatalogue(
                3,
                List.of(
                    new ProductSignature(
                        "x",
                        "X",
                        "antivirus",
                        "high",
                        List.of(good, file),
                        List.of(good),
                        List.of(),
                        null))));
  }

  @ParameterizedTest
  @CsvSource({
    "BkavService, bkavservice, true",
    "Bkav*, BkavSystemService, true",
    "Bkav*, Bkav, true",
    "Bkav*, xBkav, false",
    "*Smart*IR*, VNPT Smart IR 2023, true",
    "*Smart*IR*, VNPT IR Smart, false",
    "a*b*c, aXbXbc, true",
    "a*b*c, aXbXb, false",
    "clamd, clamd2, false",
    "*Điểm*, QUẢN TRỊ ĐIỂM CUỐI, true",
    "a.c, abc, false",
  })
  void aPatternMatchesTheWholeNameInAnyCase(String pattern, String name, boolean matches) {
    assertThat(new Trace("service", pattern).matches(name)).isEqualTo(matches);
  }

  @Test
  void aTraceMatchesOnlyNamesOfItsKind() {
    Trace trace = Trace.of(Trace.Kind.SECURITY_CENTER, "Bkav*");
    assertThat(trace.kind()).isEqualTo("security-center");
    assertThat(trace.matches(Trace.Kind.SECURITY_CENTER, "Bkav Pro")).isTrue();
    assertThat(trace.matches(Trace.Kind.SERVICE, "Bkav Pro")).isFalse();
    // many stars against a long name that does not match end as soon as few
    String stars = String.join("", Collections.nCopies(100, "*a"));
    assertThat(new Trace("service", stars + "b").matches("a".repeat(200))).isFalse();
  }

  @Test
  void whatIsNoCatalogueSaysSo() {
    String expected = "not a catalogue of products in JSON: {version, products}";
    assertThat(problems("[]")).containsExactly(expected);
    assertThat(problems("{\"version\":1,\"products\":[null]}")).containsExactly(expected);
    assertThatThrownBy(() -> ProductCatalogue.read("p.json", "{\"version\":0}"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("p.json: 1 problem\n  - version: is a whole number from 1");
  }

  @Test
  void everyMistakeOfAProductHasItsLine() {
    assertThat(product("\"id\":\"Bkav_1\",\"name\":\" \",\"anyOf\":[]"))
        .containsExactly(
            "products[0].id: is 1 to 64 of a-z, 0-9 and '-', beginning and ending without '-'",
            "products[0].name: is 1 to 200 characters in one line",
            "products[0].anyOf: at least one trace is needed");
    assertThat(
            product(
                "\"id\":\"x\",\"name\":\"X\",\"role\":\"antivirs\",\"confidence\":\"hig\","
                    + "\"console\":\"pcmd.gov.vn\",\"anyOf\":["
                    + TRACE
                    + "]"))
        .containsExactly(
            "products[0].role: unknown role 'antivirs'; did you mean 'antivirus'?",
            "products[0].confidence: unknown confidence 'hig'; did you mean 'high'?",
            "products[0].console: is host:port of the management server");
    assertThat(
            product(
                "\"id\":\"x\",\"name\":\"X\",\"anyOf\":["
                    + TRACE
                    + "],\"running\":[{\"kind\":\"uninstall\",\"pattern\":\"x\"}],"
                    + "\"management\":[{\"kind\":\"file\",\"pattern\":\"/opt/x\"}]"))
        .containsExactly(
            "products[0].running[0]: only a service, process or unit tells that a product works",
            "products[0].management[0]: only a service, process or unit tells that a product"
                + " works");
    String one = "{\"id\":\"x\",\"name\":\"X\",\"anyOf\":[" + TRACE + "]}";
    assertThat(problems("{\"version\":1,\"products\":[" + one + "," + one + "]}"))
        .containsExactly("products[1]: the id 'x' is there twice");
  }

  @Test
  void everyMistakeOfATraceHasItsLine() {
    assertThat(trace("servcie", "Bkav*"))
        .containsExactly("products[0].anyOf[0]: unknown kind 'servcie'; did you mean 'service'?");
    assertThat(trace("service", " ")).containsExactly("products[0].anyOf[0]: the pattern is empty");
    assertThat(trace("service", "*"))
        .containsExactly("products[0].anyOf[0]: the pattern '*' would match everything");
    assertThat(trace("process", "*.*"))
        .containsExactly("products[0].anyOf[0]: the pattern '*.*' would match everything");
    assertThat(trace("service", "a\nb"))
        .containsExactly("products[0].anyOf[0]: the pattern is at most 200 characters in one line");
    assertThat(trace("service", "a".repeat(201)))
        .containsExactly("products[0].anyOf[0]: the pattern is at most 200 characters in one line");
    String absolute =
        "products[0].anyOf[0]: a file is absolute: /opt/x, C:\\x or %ProgramFiles%\\x, without"
            + " '..'";
    assertThat(trace("file", "clamd")).containsExactly(absolute);
    assertThat(trace("file", "/opt/../home/x")).containsExactly(absolute);
    assertThat(trace("file", "/opt/*/clamd"))
        .containsExactly("products[0].anyOf[0]: '*' stands only in the last part of a file");
    for (String home : List.of("/home/x", "/root", "C:\\Users\\x", "%UserProfile%\\x")) {
      assertThat(trace("file", home))
          .containsExactly("products[0].anyOf[0]: a file of a person is not looked at");
    }
    assertThat(trace("file", "%ProgramFiles(x86)%\\Bkav\\*.exe")).isEmpty();
  }

  @Test
  void itIsBounded() {
    String product = "{\"id\":\"p%d\",\"name\":\"X\",\"anyOf\":[" + TRACE + "]}";
    List<String> many =
        java.util.stream.IntStream.range(0, 201).mapToObj(i -> product.formatted(i)).toList();
    assertThat(problems("{\"version\":1,\"products\":[" + String.join(",", many) + "]}"))
        .containsExactly("products: 201 products; at most 200");
    String traces = String.join(",", Collections.nCopies(41, TRACE));
    assertThat(product("\"id\":\"x\",\"name\":\"X\",\"anyOf\":[" + traces + "]"))
        .containsExactly("products[0].anyOf: 41 traces; at most 40");
  }
}
