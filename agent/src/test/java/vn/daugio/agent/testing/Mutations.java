package vn.daugio.agent.testing;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * The short driver of a fuzz target: so many damaged copies of good inputs, the same ones in each
 * run. The long one is Jazzer's, by {@code make fuzz}.
 */
public final class Mutations {
  private static final int LARGEST = 64 * 1024;

  private Mutations() {}

  /** What must hold for any input. */
  public interface Target {
    void take(byte[] input) throws Exception;
  }

  public static void run(int rounds, long seed, List<byte[]> good, Target target) {
    Random random = new Random(seed);
    good.forEach(input -> take(target, input));
    for (int round = 0; round < rounds; round++) {
      byte[] input = good.get(random.nextInt(good.size()));
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        input = damaged(random, input, good.get(random.nextInt(good.size())));
      }
      take(target, input);
    }
  }

  private static void take(Target target, byte[] input) {
    try {
      target.take(input);
    } catch (Exception | AssertionError e) {
      throw new AssertionError("of " + HexFormat.of().formatHex(input), e);
    }
  }

  private static byte[] damaged(Random random, byte[] input, byte[] other) {
    int at = random.nextInt(input.length + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(input, 0, at);
    int rest = at;
    switch (random.nextInt(6)) {
      case 0 -> rest = input.length;
      case 1 -> {
        out.write(random.nextInt(256));
        rest = Math.min(input.length, at + 1);
      }
      case 2 -> {
        out.write(at < input.length ? input[at] ^ (1 << random.nextInt(8)) : 0);
        rest = Math.min(input.length, at + 1);
      }
      case 3 -> rest = Math.min(input.length, at + random.nextInt(16));
      case 4 -> {
        byte[] noise = new byte[random.nextInt(8)];
        random.nextBytes(noise);
        out.writeBytes(noise);
      }
      default -> {
        int from = random.nextInt(other.length + 1);
        out.write(other, from, random.nextInt(other.length - from + 1));
      }
    }
    out.write(input, rest, input.length - rest);
    byte[] damaged = out.toByteArray();
    return damaged.length > LARGEST ? input : damaged;
  }
}
