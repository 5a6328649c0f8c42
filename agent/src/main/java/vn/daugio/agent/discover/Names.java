package vn.daugio.agent.discover;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.TargetKind;

/** Names for targets, of kind and model; never of an address or of what a person called it. */
final class Names {
  private static final int LONGEST_MODEL = 40;

  /** What a computer says of itself begins with its system; its own name follows. */
  private static final int WORDS_OF_OTHERS = 1;

  private static final int WORDS_OF_DEVICES = 6;

  private final Set<String> taken;

  Names(List<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /** One that was not given before. */
  String next(TargetKind kind, @Nullable String model) {
    String base = word(kind);
    int words =
        kind == TargetKind.SERVER || kind == TargetKind.DEVICE ? WORDS_OF_OTHERS : WORDS_OF_DEVICES;
    String slug = slug(model == null ? "" : model, words);
    String name = slug.isEmpty() ? base : base + "-" + slug;
    String unique = name;
    for (int i = 2; !taken.add(unique); i++) {
      unique = name + "-" + i;
    }
    return unique;
  }

  private static String word(TargetKind kind) {
    return switch (kind) {
      case PRINTER -> "may-in";
      case SCANNER -> "may-quet";
      case SWITCH -> "sw";
      case ACCESS_POINT -> "wifi";
      case SERVER -> "may-chu";
      case DEVICE -> "thiet-bi";
      default -> kind.code();
    };
  }

  /** ASCII letters and digits, words joined by hyphens; a word that comes twice in a row once. */
  static String slug(String text, int words) {
    String plain =
        Normalizer.normalize(text.replace('đ', 'd').replace('Đ', 'D'), Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT);
    String joined =
        Arrays.stream(plain.split("[^a-z0-9]+", -1))
            .filter(word -> !word.isEmpty())
            .limit(words)
            .collect(Collectors.joining("-"))
            .replaceAll("^([a-z0-9]+)(-\\1)+(?=-|$)", "$1");
    return joined.substring(0, Math.min(LONGEST_MODEL, joined.length())).replaceAll("-$", "");
  }
}
