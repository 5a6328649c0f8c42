package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.testing.Snmpd;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** Version 3 of SNMP against Debian's snmpd. */
class SnmpVersionThreeTest {
  private static final String LOCATION = "1.3.6.1.2.1.1.6.0";
  private static final List<String> AUTH =
      List.of("MD5", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512");
  private static final List<String> PRIV = List.of("AES", "AES-192", "AES-256");

  @TempDir Path directory;

  private final SnmpClient snmp = new SnmpClient();

  @AfterEach
  void close() {
    snmp.close();
  }

  private static String code(String protocol) {
    return protocol.replace("-", "");
  }

  /** A user for each pair of protocols, named after it. */
  private static String users() {
    StringBuilder text = new StringBuilder("sysLocation Quầy 1\n");
    for (String auth : AUTH) {
      for (String priv : PRIV) {
        String name = code(auth) + code(priv);
        text.append("createUser %s %s \"auth-pass\" %s \"priv-pass\"%n".formatted(name, auth, priv))
            .append("rouser %s priv%n".formatted(name));
      }
    }
    return text.append("createUser open SHA-256 \"auth-pass\"\nrouser open auth\n").toString();
  }

  private Access.SnmpSecret secret(String protocol, String password) throws IOException {
    Path file = directory.resolve("password-" + password);
    Files.writeString(file, password + "\n");
    return new Access.SnmpSecret(protocol, file.toString());
  }

  private static SnmpTarget target(
      int port, String user, Access.@Nullable SnmpSecret auth, Access.@Nullable SnmpSecret priv) {
    return SnmpTarget.of(
        new Target(
            "may-in",
            TargetKind.PRINTER,
            "127.0.0.1:" + port,
            null,
            List.of(new Access.Snmp("3", null, user, auth, priv))));
  }

  private String location(SnmpTarget target) throws InterruptedException {
    Map<String, SnmpValue> found =
        snmp.with(target, Deadline.in(Duration.ofSeconds(20))).get(LOCATION);
    assertThat(found.get(LOCATION)).isInstanceOf(SnmpValue.Octets.class);
    return new String(((SnmpValue.Octets) found.get(LOCATION)).bytes(), StandardCharsets.UTF_8);
  }

  /** As often as a slow start needs. */
  private void awaitStart(SnmpTarget target) throws InterruptedException {
    for (int attempt = 0; attempt < 10; attempt++) {
      try {
        location(target);
        return;
      } catch (ProbeException e) {
        assertThat(e.failure()).isEqualTo(ProbeFailure.TIMED_OUT);
      }
    }
    fail("snmpd does not answer");
  }

  @Test
  void everyPairOfProtocolsIsSpoken() throws IOException, InterruptedException {
    Access.SnmpSecret none = secret("SHA256", "auth-pass");
    try (Snmpd snmpd = Snmpd.start(directory, users())) {
      awaitStart(target(snmpd.port(), "open", none, null));
      for (String auth : AUTH) {
        for (String priv : PRIV) {
          SnmpTarget target =
              target(
                  snmpd.port(),
                  code(auth) + code(priv),
                  secret(code(auth), "auth-pass"),
                  secret(code(priv), "priv-pass"));
          assertThat(location(target)).as("%s %s", auth, priv).isEqualTo("Quầy 1");
          assertThat(
                  snmp.with(target, Deadline.in(Duration.ofSeconds(20)))
                      .walk(SnmpTable.of("1.3.6.1.2.1.1.9.1", 2, 3)))
              .hasSizeGreaterThan(3);
        }
      }
    }
  }

  @Test
  void whoIsNotLetInIsToldSo() throws IOException, InterruptedException {
    Access.SnmpSecret auth = secret("SHA256", "auth-pass");
    Access.SnmpSecret priv = secret("AES128", "priv-pass");
    Access.SnmpSecret wrongAuth = secret("SHA256", "wrong-pass");
    Access.SnmpSecret wrongPriv = secret("AES128", "wrong-pass");
    try (Snmpd snmpd = Snmpd.start(directory, users())) {
      int port = snmpd.port();
      awaitStart(target(port, "open", auth, null));
      refused(target(port, "SHA256AES", wrongAuth, priv), "authentication password");
      refused(target(port, "SHA256AES", secret("SHA512", "auth-pass"), priv), "authentication");
      refused(target(port, "SHA256AES", auth, wrongPriv), "privacy password");
      refused(target(port, "nobody", auth, priv), "does not know the SNMP user");
      refused(target(port, "open", auth, priv), "security level");
      refused(target(port, "SHA256AES", auth, null), "SNMP error status .*");
      // the right password still works in the same session
      assertThat(location(target(port, "SHA256AES", auth, priv))).isEqualTo("Quầy 1");
    }
  }

  private void refused(SnmpTarget target, String because) {
    assertThatThrownBy(() -> location(target))
        .isInstanceOfSatisfying(
            ProbeException.class,
            e -> assertThat(e.failure()).isEqualTo(ProbeFailure.AUTH_REJECTED))
        .hasMessageMatching("(?s).*(" + because + ").*");
  }

  @Test
  void aReplacedDeviceIsAskedAnewWhoItIs(@TempDir Path other)
      throws IOException, InterruptedException {
    Access.SnmpSecret auth = secret("SHA256", "auth-pass");
    Access.SnmpSecret priv = secret("AES128", "priv-pass");
    int port;
    try (Snmpd snmpd = Snmpd.start(directory, users())) {
      port = snmpd.port();
      awaitStart(target(port, "SHA256AES", auth, priv));
    }
    String second =
        users().replace("Quầy 1", "Quầy 2")
            + "engineIDType 1\nexactEngineID 0x8000137005aabbccddee\n";
    try (Snmpd snmpd = Snmpd.start(other, second, port)) {
      assertThat(snmpd.port()).isEqualTo(port);
      awaitStart(target(port, "SHA256AES", auth, priv));
      assertThat(location(target(port, "SHA256AES", auth, priv))).isEqualTo("Quầy 2");
    }
  }

  @Test
  void silenceIsNoRefusal() throws IOException {
    SnmpTarget target = target(Snmpd.freePort(), "open", secret("SHA256", "auth-pass"), null);
    Deadline deadline = Deadline.in(Duration.ofSeconds(1));
    assertThatThrownBy(() -> snmp.with(target, deadline).get(LOCATION))
        .isInstanceOfSatisfying(
            ProbeException.class, e -> assertThat(e.failure()).isEqualTo(ProbeFailure.TIMED_OUT));
  }

  @Test
  void aPasswordThatCannotBeUsedIsSaidBeforeAnythingIsSent() throws IOException {
    Access.SnmpSecret missing = new Access.SnmpSecret("SHA256", directory + "/none");
    assertThatThrownBy(() -> target(1, "u", missing, null))
        .hasMessage("the SNMP password file cannot be read");
    Access.SnmpSecret tooShort = secret("SHA256", "seven77");
    assertThatThrownBy(() -> target(1, "u", tooShort, null))
        .hasMessage("the SNMP password is shorter than 8 characters");
    Access.SnmpSecret unknown = secret("CRC32", "auth-pass");
    assertThatThrownBy(() -> target(1, "u", unknown, null))
        .isInstanceOfSatisfying(
            ProbeException.class, e -> assertThat(e.failure()).isEqualTo(ProbeFailure.UNSUPPORTED));
  }

  @Test
  void aTargetPrintsNoSecret() throws IOException {
    SnmpTarget target =
        target(1161, "giamsat", secret("SHA256", "auth-pass"), secret("AES", "priv-pass"));
    assertThat(target.toString()).isEqualTo("SnmpTarget[127.0.0.1:1161, v3]");
    assertThat(String.valueOf(target.user())).contains("giamsat").doesNotContain("pass");
  }
}
