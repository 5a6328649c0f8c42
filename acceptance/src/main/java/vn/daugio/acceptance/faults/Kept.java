package vn.daugio.acceptance.faults;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Which reports are on the disk: in an agent's spool, in the collector's database. */
final class Kept {
  private static final Pattern BOOT = Pattern.compile("\"bootId\":\"([^\"]+)\"");
  private static final Pattern SEQUENCE = Pattern.compile("\"sequence\":(\\d+)");

  /** Magic, lost reports, length and checksum stand before the compressed report. */
  private static final int HEADER_BYTES = 20;

  private Kept() {}

  /** A report's idempotency key within one site. */
  record Key(String machine, String boot, long sequence) {}

  /**
   * The entries of a spool, read after the agent was killed and before it starts again.
   *
   * @throws IOException also when an entry is not whole: the agent gives it its name only then
   */
  static Set<Key> inSpool(Path spool, String machine) throws IOException {
    Set<Key> keys = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(spool, "*.report")) {
      for (Path file : files) {
        String text = json(Files.readAllBytes(file));
        Matcher boot = BOOT.matcher(text);
        Matcher sequence = SEQUENCE.matcher(text);
        if (!boot.find() || !sequence.find()) {
          throw new IOException(file + " holds no report: " + text);
        }
        keys.add(new Key(machine, boot.group(1), Long.parseLong(sequence.group(1))));
      }
    }
    return keys;
  }

  private static String json(byte[] entry) throws IOException {
    try (GZIPInputStream in =
        new GZIPInputStream(
            new ByteArrayInputStream(entry, HEADER_BYTES, entry.length - HEADER_BYTES))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** How often each report stands in the database. */
  static Map<Key, Integer> inDatabase(Path file) throws SQLException {
    Map<Key, Integer> keys = new HashMap<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT machine, boot_id, sequence FROM report")) {
      while (rows.next()) {
        keys.merge(new Key(rows.getString(1), rows.getString(2), rows.getLong(3)), 1, Integer::sum);
      }
    }
    return keys;
  }

  /** Whether every incident's subject has at most one open incident, and events stand once. */
  static int doubledIncidents(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COUNT(*) FROM (SELECT site, target, check_code, opened_at FROM incident"
                    + " GROUP BY site, target, check_code, opened_at HAVING COUNT(*) > 1)")) {
      return rows.next() ? rows.getInt(1) : -1;
    }
  }
}
