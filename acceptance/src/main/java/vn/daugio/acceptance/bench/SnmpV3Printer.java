package vn.daugio.acceptance.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import vn.daugio.acceptance.process.Child;

/** Debian's snmpd on loopback for a user of SNMPv3 with authentication and privacy. */
final class SnmpV3Printer implements AutoCloseable {
  private static final String AUTH = "mat-khau-xac-thuc";
  private static final String PRIVACY = "mat-khau-ma-hoa";

  private final Child snmpd;
  private final Path folder;
  private final int port;

  private SnmpV3Printer(Child snmpd, Path folder, int port) {
    this.snmpd = snmpd;
    this.folder = folder;
    this.port = port;
  }

  static SnmpV3Printer start(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("auth"), AUTH);
    Files.writeString(folder.resolve("privacy"), PRIVACY);
    Path settings =
        Files.writeString(
            folder.resolve("snmpd.conf"),
            "createUser giamsat SHA-256 \"%s\" AES \"%s\"%nrouser giamsat priv%n"
                .formatted(AUTH, PRIVACY));
    int port = Child.freePortPair();
    Child snmpd =
        Child.start(
            folder.resolve("snmpd.log"),
            List.of(
                "sh",
                "-c",
                "SNMP_PERSISTENT_DIR=%s MIBS= exec snmpd -f -Le -C -c %s udp:127.0.0.1:%d"
                    .formatted(folder, settings, port)));
    snmpd.await("SNMP agent", Duration.ofSeconds(30), () -> snmpd.tail().contains("NET-SNMP"));
    return new SnmpV3Printer(snmpd, folder, port);
  }

  /** A line of {@code targets:}. */
  String target() {
    return ("{name: may-in-v3, kind: printer, address: \"127.0.0.1:%d\", snmp: {version: 3,"
            + " user: giamsat, auth: {protocol: SHA256, password-file: \"%s\"},"
            + " priv: {protocol: AES128, password-file: \"%s\"}}}")
        .formatted(port, folder.resolve("auth"), folder.resolve("privacy"));
  }

  @Override
  public void close() {
    snmpd.close();
  }
}
