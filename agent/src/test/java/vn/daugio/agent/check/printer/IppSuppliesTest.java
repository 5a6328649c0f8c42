package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.probe.IppGroup;
import vn.daugio.agent.probe.IppValue;

class IppSuppliesTest {
  private static List<IppValue> numbers(int... numbers) {
    return IntStream.of(numbers).<IppValue>mapToObj(IppValue.Whole::new).toList();
  }

  private static List<IppValue> texts(String... texts) {
    return Arrays.stream(texts).<IppValue>map(IppValue.Text::new).toList();
  }

  private static List<Supply> decode(Map<String, List<IppValue>> attributes) {
    return IppSupplies.decode(new IppGroup(4, attributes), 0.10, 0.02);
  }

  @ParameterizedTest
  @CsvSource({
    "50, OK, 0.5",
    "100, OK, 1",
    "9, LOW, 0.09",
    "1, EMPTY, 0.01",
    "0, EMPTY, 0",
    "-1, NOT_MEASURABLE,",
    "-2, UNKNOWN,",
    "-3, SOME_REMAINING,",
    "-4, UNKNOWN,",
    "101, UNKNOWN,",
    "2147483647, UNKNOWN,",
    "-2147483648, UNKNOWN,"
  })
  void everyLevel(int level, SupplyState state, Double ratio) {
    Supply supply =
        decode(Map.of("marker-names", texts("Black"), "marker-levels", numbers(level))).get(0);
    assertThat(supply.state()).isEqualTo(state);
    assertThat(supply.ratio())
        .isEqualTo(ratio == null ? OptionalDouble.empty() : OptionalDouble.of(ratio));
  }

  /** None may be left out: it could be the one that is empty. */
  @Test
  void moreThanAnyPrinterHasAreMalformed() {
    Map<String, List<IppValue>> most = Map.of("marker-levels", numbers(new int[100]));
    Map<String, List<IppValue>> more = Map.of("marker-levels", numbers(new int[101]));
    assertThat(decode(most)).hasSize(100);
    assertThatThrownBy(() -> decode(more)).hasMessage("more supplies than any printer has");
    String[] rows = new String[101];
    Arrays.fill(rows, "type=toner;level=-3;");
    assertThatThrownBy(() -> decode(Map.of("printer-supply", texts(rows))))
        .hasMessage("more supplies than any printer has");
  }

  @ParameterizedTest
  @CsvSource({
    "80, 0, 90, OK, 0.2",
    "97, 0, 90, LOW, 0.03",
    "100, 0, 90, EMPTY, 0",
    "80, 5, 100, OK, 0.8",
    "3, 5, 100, LOW, 0.03",
    "80, 0, 100, UNKNOWN,",
    "0, 0, 0, UNKNOWN,",
    "-3, 0, 90, SOME_REMAINING,",
    "-2, 0, 90, UNKNOWN,"
  })
  void aWasteBox(int level, int low, int high, SupplyState state, Double ratio) {
    Supply supply =
        decode(
                Map.of(
                    "marker-types", texts("waste-toner"),
                    "marker-levels", numbers(level),
                    "marker-low-levels", numbers(low),
                    "marker-high-levels", numbers(high)))
            .get(0);
    assertThat(supply.receptacle()).isTrue();
    assertThat(supply.state()).isEqualTo(state);
    assertThat(supply.ratio().isPresent()).isEqualTo(ratio != null);
    if (ratio != null) {
      assertThat(supply.ratio().orElseThrow()).isEqualTo(ratio);
    }
  }

  @Test
  void listsOfDifferentLengthsInventNothing() {
    List<Supply> supplies =
        decode(
            Map.of(
                "marker-names", texts("Black", " "),
                "marker-levels", numbers(40),
                "marker-types", texts("tonerCartridge", "solid-wax", "ink-bottle"),
                "marker-colors", texts("#000000", "#FF00FF", "none", "#00FFFF#FF00FF")));
    assertThat(supplies).extracting(Supply::index).containsExactly("1", "2", "3", "4");
    assertThat(supplies)
        .extracting(Supply::name)
        .containsExactly("Black", "supply 2", "supply 3", "supply 4");
    assertThat(supplies)
        .extracting(Supply::kind)
        .containsExactly(
            SupplyKind.TONER_CARTRIDGE,
            SupplyKind.SOLID_WAX,
            SupplyKind.UNKNOWN,
            SupplyKind.UNKNOWN);
    assertThat(supplies)
        .extracting(Supply::color)
        .containsExactly("black", "magenta", "", "#00ffff#ff00ff");
    assertThat(supplies)
        .extracting(Supply::state)
        .containsExactly(
            SupplyState.OK, SupplyState.UNKNOWN, SupplyState.UNKNOWN, SupplyState.UNKNOWN);
  }

  @Test
  void everyKindByItsHyphenatedName() {
    for (SupplyKind kind : SupplyKind.values()) {
      String keyword = kind.registryName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      assertThat(decode(Map.of("marker-types", texts(keyword))).get(0).kind()).isEqualTo(kind);
    }
  }

  @Test
  void rowsOfPrinterSupplyWhereMarkersHaveNoLevels() {
    List<Supply> supplies =
        decode(
            Map.of(
                "printer-supply",
                texts(
                    "index=1;class=receptacleThatIsFilled;type=wasteToner;unit=percent;"
                        + "maxcapacity=100;level=25;colorantname=none;",
                    "type=toner;unit=tenThousandthsOfInches;maxcapacity=200;level=100;"
                        + "colorantname=Black",
                    "type=toner;maxcapacity=-2;level=40",
                    "level=99999999999999;;=;x"),
                "printer-supply-description",
                texts("Waste", "Toner")));
    assertThat(supplies)
        .extracting(Supply::name)
        .containsExactly("Waste", "Toner", "supply 3", "supply 4");
    assertThat(supplies)
        .extracting(Supply::className)
        .containsExactly("receptacle", "consumed", "consumed", "consumed");
    assertThat(supplies)
        .extracting(Supply::ratio)
        .containsExactly(
            OptionalDouble.of(0.25),
            OptionalDouble.of(0.5),
            OptionalDouble.empty(),
            OptionalDouble.empty());
    assertThat(supplies)
        .extracting(Supply::state)
        .containsExactly(
            SupplyState.OK, SupplyState.OK, SupplyState.NO_CAPACITY, SupplyState.UNKNOWN);
    assertThat(supplies.get(1).color()).isEqualTo("black");
  }

  @Test
  void noSentinelBecomesARatio() {
    Random random = new Random(5100);
    for (int round = 0; round < 20_000; round++) {
      int level = random.nextBoolean() ? random.nextInt(-5, 110) : random.nextInt();
      List<Supply> supplies =
          decode(
              Map.of(
                  "marker-types", texts(random.nextBoolean() ? "waste-toner" : "toner"),
                  "marker-levels", numbers(level),
                  "marker-low-levels", numbers(random.nextInt(-3, 105)),
                  "marker-high-levels", numbers(random.nextInt(-3, 105))));
      Supply supply = supplies.get(0);
      if (level < 0 || level > 100) {
        assertThat(supply.ratio()).isEmpty();
        assertThat(supply.state()).isNotIn(SupplyState.OK, SupplyState.LOW, SupplyState.EMPTY);
      }
      supply.ratio().ifPresent(ratio -> assertThat(ratio).isBetween(0.0, 1.0));
    }
  }
}
