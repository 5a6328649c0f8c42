package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Exposure.Opening;
import vn.daugio.agent.os.Exposure.State;
import vn.daugio.agent.testing.Peers;

class LinuxExposureTest {
  private static final String HEAD =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";

  @TempDir Path root;

  @BeforeEach
  void nothingListens() throws IOException {
    listens("");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void listens(String... addresses) throws IOException {
    StringBuilder text = new StringBuilder(HEAD);
    for (String address : addresses) {
      text.append("   0: ").append(address).append(" 00000000:0000 0A 00000000:00000000 00:0 0\n");
    }
    write("proc/net/tcp", text.toString());
  }

  private Map<Opening, State> openings(String testparm) throws InterruptedException {
    return new LinuxExposure(root, List.of(testparm)).openings(Deadline.in(Duration.ofSeconds(10)));
  }

  @ParameterizedTest
  @CsvSource({
    "00000000:0D3D, OPEN",
    "0A01A8C0:0D3D, OPEN",
    "00000000000000000000000000000000:0D3D, OPEN",
    "0100007F:0D3D, CLOSED",
    "00000000000000000000000001000000:0D3D, CLOSED",
    "00000000:0016, CLOSED",
    "zzz:0D3D, CLOSED",
  })
  void aRemoteDesktopIsSeenByItsPort(String address, State state) throws Exception {
    listens(address);
    assertThat(openings("none")).isEqualTo(Map.of(Opening.REMOTE_DESKTOP, state));
  }

  @Test
  void whatCannotBeSeenIsNotClosed() throws Exception {
    Files.delete(root.resolve("proc/net/tcp"));
    write("usr/sbin/sshd", "");
    assertThat(openings("none"))
        .isEqualTo(
            Map.of(
                Opening.REMOTE_DESKTOP, State.UNREAD,
                Opening.ROOT_LOGIN, State.UNREAD));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | CLOSED",
        "PermitRootLogin yes | OPEN",
        "permitrootlogin=yes | OPEN",
        "PermitRootLogin prohibit-password | CLOSED",
        "PermitRootLogin yes;PasswordAuthentication no | CLOSED",
        "PasswordAuthentication no;PermitRootLogin yes;KbdInteractiveAuthentication yes | OPEN",
        "PermitRootLogin no;PermitRootLogin yes | CLOSED",
        "# PermitRootLogin yes | CLOSED",
        "Match Address 10.0.0.0/8;PermitRootLogin yes | CLOSED",
        "Port 2222;PermitRootLogin yes | CLOSED",
        "Port 2222;Port 22;PermitRootLogin yes | OPEN",
        "Include /etc/ssh/sshd_config.d/*.conf;PermitRootLogin no | OPEN",
        "Include sshd_config.d/*.conf;PermitRootLogin no | OPEN",
        "Include ../ssh/sshd_config.d/*.conf;PermitRootLogin no | CLOSED",
        "Include /etc/ssh/sshd_config;PermitRootLogin yes | OPEN",
      })
  void rootMayLogInWithAPassword(String lines, State state) throws Exception {
    listens("00000000:0016");
    write("usr/sbin/sshd", "");
    write("etc/ssh/sshd_config.d/cloud.conf", "PermitRootLogin yes\nMatch User a\nPort 1\n");
    write("etc/ssh/sshd_config", lines.replace(';', '\n'));
    assertThat(openings("none")).containsEntry(Opening.ROOT_LOGIN, state);
    listens();
    assertThat(openings("none")).containsEntry(Opening.ROOT_LOGIN, State.CLOSED);
  }

  private String samba(String config) throws Exception {
    write("usr/sbin/smbd", "");
    write("etc/samba/smb.conf", config);
    Map<Opening, State> openings = openings(Peers.need("testparm"));
    return openings.get(Opening.SMB1_SERVER)
        + " "
        + openings.get(Opening.SMB1_CLIENT)
        + " "
        + openings.get(Opening.GUEST_SHARE);
  }

  /** Its own testparm reads the file: synonyms and defaults are its matter. */
  @Test
  void sambaIsReadByItsOwnTool() throws Exception {
    assertThat(samba("[global]\nworkgroup = XA\n")).isEqualTo("CLOSED CLOSED CLOSED");
    assertThat(samba("[global]\nserver min protocol = NT1\n")).isEqualTo("OPEN CLOSED CLOSED");
    assertThat(samba("[global]\nmin protocol = LANMAN1\nclient min protocol = NT1\n"))
        .isEqualTo("OPEN OPEN CLOSED");
    assertThat(samba("[global]\n[quet]\npath = /srv/quet\npublic = yes\nwriteable = yes\n"))
        .isEqualTo("CLOSED CLOSED OPEN");
    assertThat(samba("[global]\n[quet]\npath = /srv/quet\nguest ok = yes\n"))
        .isEqualTo("CLOSED CLOSED CLOSED");
    assertThat(
            samba("[global]\n[in]\npath = /srv\nguest ok = yes\nread only = no\nprintable = yes\n"))
        .isEqualTo("CLOSED CLOSED CLOSED");
  }

  @Test
  void withoutItsToolNothingIsKnownOfSamba() throws Exception {
    write("usr/sbin/smbd", "");
    write("etc/samba/smb.conf", "[global]\n");
    assertThat(openings("/nowhere/testparm"))
        .containsEntry(Opening.SMB1_SERVER, State.UNREAD)
        .containsEntry(Opening.GUEST_SHARE, State.UNREAD);
    assertThat(openings("/bin/false")).containsEntry(Opening.SMB1_CLIENT, State.UNREAD);
    assertThat(openings("/bin/true")).containsEntry(Opening.SMB1_CLIENT, State.UNREAD);
    Files.delete(root.resolve("etc/samba/smb.conf"));
    assertThat(openings("/bin/true")).containsEntry(Opening.GUEST_SHARE, State.REFUSED);
  }
}
