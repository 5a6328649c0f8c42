package vn.daugio.dashboards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import vn.daugio.protocol.Language;

/** Writes {@code grafana/vi/*.json} and {@code grafana/en/*.json}. */
public final class Generate {
  private Generate() {}

  /** The files by their path below {@code grafana/}. */
  static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    for (Language language : Language.values()) {
      Words words = new Words(language);
      for (Board board : Boards.all()) {
        files.put(
            language.code() + "/" + board.name() + ".json", Tree.text(BoardJson.of(board, words)));
      }
    }
    return files;
  }

  /**
   * @param args the folder {@code grafana}
   */
  public static void main(String[] args) throws IOException {
    for (Map.Entry<String, String> file : files().entrySet()) {
      Path path = Path.of(args[0], file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
