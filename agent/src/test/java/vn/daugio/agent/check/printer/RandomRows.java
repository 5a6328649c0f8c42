package vn.daugio.agent.check.printer;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.agent.probe.SnmpValue;

/** Rows as a broken or hostile device might send them. */
final class RandomRows {
  private RandomRows() {}

  static SnmpRow row(Random random, String index, int... columns) {
    Map<Integer, SnmpValue> cells = new HashMap<>();
    for (int column : columns) {
      if (random.nextInt(5) > 0) {
        cells.put(column, value(random));
      }
    }
    return new SnmpRow(index, cells);
  }

  private static SnmpValue value(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> new SnmpValue.Int(random.nextLong());
      case 1 -> new SnmpValue.Int(random.nextInt());
      case 2, 3 -> new SnmpValue.Int(random.nextInt(140) - 5);
      case 4 -> {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        yield new SnmpValue.Octets(bytes);
      }
      default -> new SnmpValue.ObjectId("1.3.6.1.2.1.25.3.1." + random.nextInt(9));
    };
  }
}
