package vn.daugio.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers about as Grafana writes them. */
final class Units {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

  private Units() {}

  static String text(String unit, double value) {
    if (unit.equals(Unit.SHARE.id())) {
      return number(value * 100) + "%";
    } else if (unit.equals(Unit.SECONDS.id())) {
      return Math.abs(value) < 1 ? number(value * 1000) + " ms" : number(value) + " s";
    } else if (unit.equals(Unit.DURATION.id())) {
      return duration(Duration.ofSeconds(Math.round(value)));
    } else if (unit.equals(Unit.MOMENT.id())) {
      return MOMENT.format(Instant.ofEpochMilli((long) value));
    } else if (unit.equals(Unit.BYTES.id())) {
      return scaled(value) + "B";
    } else if (unit.equals(Unit.BYTES_PER_SECOND.id())) {
      return scaled(value) + "B/s";
    } else if (unit.equals(Unit.PER_SECOND.id())) {
      return number(value) + " c/s";
    } else if (unit.equals(Unit.CELSIUS.id())) {
      return number(value) + " °C";
    } else if (unit.equals(Unit.VOLTS.id())) {
      return number(value) + " V";
    }
    return number(value);
  }

  private static String number(double value) {
    String text = String.format(Locale.ROOT, Math.abs(value) < 0.1 ? "%.4f" : "%.2f", value);
    return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
  }

  private static String scaled(double value) {
    String[] prefixes = {" ", " k", " M", " G", " T"};
    int step = 0;
    double left = value;
    while (Math.abs(left) >= 1000 && step < prefixes.length - 1) {
      left /= 1000;
      step++;
    }
    return number(left) + prefixes[step];
  }

  private static String duration(Duration time) {
    Duration length = time.abs();
    String sign = time.isNegative() ? "-" : "";
    if (length.toDays() > 0) {
      return sign + length.toDays() + " d " + length.toHoursPart() + " h";
    } else if (length.toHours() > 0) {
      return sign + length.toHours() + " h " + length.toMinutesPart() + " min";
    }
    return sign + length.toMinutes() + " min " + length.toSecondsPart() + " s";
  }
}
