package vn.daugio.collector.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads OpenMetrics text back into the form of the catalogue. */
final class Exposition {
  private static final Pattern META = Pattern.compile("# (TYPE|UNIT|HELP) (\\S+) (.*)");
  private static final Pattern SAMPLE = Pattern.compile("(daugio_[a-z0-9_]+)(?:\\{(.*)\\})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\",?");

  private Exposition() {}

  private static final class Family {
    private String type = "";
    private String unit = "-";
    private String help = "";
    private final TreeSet<String> labels = new TreeSet<>();
  }

  /** The families of ours on these pages, with their labels in alphabetical order. */
  static String catalogue(String... pages) {
    Map<String, Family> families = new TreeMap<>();
    for (String page : pages) {
      page.lines().forEach(line -> read(line, families));
    }
    List<String> lines = new ArrayList<>();
    families.forEach(
        (name, family) ->
            lines.add(
                String.join(
                    "\t",
                    name + (family.type.equals("counter") ? "_total" : ""),
                    family.type,
                    family.unit,
                    family.labels.isEmpty() ? "-" : String.join(",", family.labels),
                    family.help)));
    return String.join("\n", lines);
  }

  /** The families on a page that are not in the catalogue. */
  static List<String> others(String page) {
    return page.lines()
        .map(META::matcher)
        .filter(meta -> meta.matches() && meta.group(1).equals("TYPE"))
        .map(meta -> meta.group(2))
        .filter(name -> !name.startsWith("daugio_"))
        .toList();
  }

  private static void read(String line, Map<String, Family> families) {
    Matcher meta = META.matcher(line);
    if (meta.matches() && meta.group(2).startsWith("daugio_")) {
      Family family = families.computeIfAbsent(meta.group(2), one -> new Family());
      switch (meta.group(1)) {
        case "TYPE" -> family.type = meta.group(3);
        case "UNIT" -> family.unit = meta.group(3);
        default -> family.help = meta.group(3);
      }
      return;
    }
    Matcher sample = SAMPLE.matcher(line);
    if (sample.matches()) {
      String name = sample.group(1).replaceFirst("_(total|bucket|sum|count|created)$", "");
      Family family = families.get(name);
      if (family == null) {
        throw new AssertionError("a sample without a family: " + line);
      }
      String labels = sample.group(2) == null ? "" : sample.group(2);
      LABEL
          .matcher(labels)
          .results()
          .map(label -> label.group(1))
          .filter(label -> !label.equals("le"))
          .forEach(family.labels::add);
    }
  }

  /** The catalogue's text without its heading, with the labels in alphabetical order. */
  static String unordered(String catalogue) {
    return catalogue
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(
            line -> {
              String[] fields = line.split("\t", -1);
              fields[3] = String.join(",", new TreeSet<>(List.of(fields[3].split(",", -1))));
              return String.join("\t", fields);
            })
        .collect(java.util.stream.Collectors.joining("\n"));
  }
}
