package vn.daugio.agent.check.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.agent.probe.ProbeException;

class CliReadingTest {
  private static final CliProfile PROFILE =
      CliProfile.parse(
          List.of(
              "profile test 3",
              "ask box needed text whole",
              "run show box",
              "uptime! duration ^up: (?<v>\\S+)$",
              "line.name text ^(?<v>W(?<row>\\d)) is$",
              "line.up row:given ^state: (?:(?<v>on)|off)$",
              "dots count ^\\.$",
              "other skip ^-+$",
              "ask more optional json",
              "run show more",
              "free number*1024 ^a\\.b=(?<v>\\d+)$"));

  private static CliReading read(String box) {
    CliReading reading = new CliReading();
    reading.read(PROFILE.asks().get(0), 0, box);
    return reading;
  }

  @Test
  void rulesGiveValuesAndRows() {
    CliReading reading =
        read("up: 1d2h\r\n---\nstate: on\nW1 is\nstate: on\nW2 is\nstate: off\n.\n.");
    assertThat(reading.unread()).isEmpty();
    assertThat(reading.values().number("uptime")).hasValue(93_600);
    assertThat(reading.values().number("dots")).hasValue(2);
    assertThat(reading.rows("line").stream().map(row -> row.text("name").orElseThrow()))
        .containsExactly("W1", "W2");
    assertThat(reading.rows("line").stream().map(row -> row.given("up").orElseThrow()))
        .containsExactly(true, false);
    assertThat(PROFILE.version()).isEqualTo(3);
    assertThat(read("up: 5s").values().number("dots")).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "up: soon",
        "up: 1d\nwhat is this",
        "-----",
        "up: 1d\nW1 is\nstate: maybe",
        "sh: show: not found"
      })
  void whatIsNotTheOutputIsUnread(String output) {
    CliReading reading = read(output);
    assertThat(reading.unread()).containsExactly("box");
    assertThat(reading.values().number("uptime")).isEmpty();
    assertThat(reading.rows("line")).isEmpty();
  }

  @Test
  void moreLinesOrRowsThanThereCanBeAreUnread() {
    assertThat(read("up: 1d\n" + ".\n".repeat(4_000)).unread()).containsExactly("box");
    assertThat(read("up: 1d\n" + "-".repeat(1_001)).unread()).containsExactly("box");
    CliProfile many =
        CliProfile.parse(
            List.of("ask all needed text", "run all", "row.name text ^(?<row>(?<v>\\d+))$"));
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 129; i++) {
      rows.append(i).append('\n');
    }
    CliReading reading = new CliReading();
    reading.read(many.asks().get(0), 0, rows.toString());
    assertThat(reading.unread()).containsExactly("all");
  }

  @Test
  void onlyANeededCommandMayNotFail() {
    CliReading reading = read("up: 1d");
    reading.read(PROFILE.asks().get(1), 127, "not found");
    assertThat(reading.unread()).isEmpty();
    reading.read(PROFILE.asks().get(0), 1, "up: 1d");
    assertThat(reading.unread()).containsExactly("box");
    CliReading json = new CliReading();
    json.read(PROFILE.asks().get(1), 0, "{\"a\": {\"b\": 3}}");
    assertThat(json.values().number("free")).hasValue(3_072);
    json.read(PROFILE.asks().get(1), 0, "{\"a\": {\"b\": 3}");
    assertThat(json.unread()).containsExactly("more");
  }

  @Test
  void jsonIsLinesThatCannotBeForged() {
    assertThat(
            JsonLines.of(
                "{\"a\":[true,{\"b.c=d\":\"x\\ny\\u0041\\\"\"}],\"e\":-1.5e3,\"f\":null,\"g\":[]}\n"))
        .containsExactly("a.0=true", "a.1.b_c_d=x yA\"", "e=-1.5E+3", "f=null");
    assertThat(JsonLines.of("\"alone\"")).containsExactly("=alone");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{]",
        "[1,]",
        "[1 2]",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "tru",
        "\"x",
        "\"\\",
        "1 2",
        "\"\\u12",
        "\"\\u12G4\"",
        "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]",
        "01x"
      })
  void whatIsNoJsonIsMalformed(String text) {
    assertThatThrownBy(() -> JsonLines.of(text)).isInstanceOf(ProbeException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "29s, 29", "2h31m3s, 9063", "3w4d13h4m9s, 2207049", "1w2d03:04:05, 788645", "2:8:29, 7709",
    "45d 12h, 3931200", "5x,", "-1s,", "1:2,", "'',"
  })
  void durations(String text, Double seconds) {
    is(CliValue.duration(text), seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "203.9MiB, 213804646.4",
    "4480.0KiB, 4587520",
    "1.0GiB, 1073741824",
    "12B, 12",
    "7, 7",
    "'203,9MiB',",
    "1e9MiB,",
    "-1KiB,"
  })
  void sizes(String text, Double bytes) {
    is(CliValue.size(text), bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "192.168.88.10-192.168.88.254, 245", "'10.0.0.1,10.0.0.5-10.0.0.6', 3", "10.0.0.9-10.0.0.1,",
    "10.0.0.300,", "a-b,", "1.2.3.4-,"
  })
  void ranges(String text, Double addresses) {
    is(CliValue.range(text), addresses);
  }

  private static void is(OptionalDouble value, Double expected) {
    if (expected == null) {
      assertThat(value).isEmpty();
    } else {
      assertThat(value).hasValue(expected);
    }
  }
}
