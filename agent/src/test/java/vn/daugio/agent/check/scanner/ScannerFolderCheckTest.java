package vn.daugio.agent.check.scanner;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.DeafPort;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.Samba;
import vn.daugio.agent.testing.TcpResponder;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

/** A real Samba on the loopback; each test has a server and a share of its own. */
class ScannerFolderCheckTest {
  @TempDir Path directory;

  private Path shared;
  private Path passwordFile;

  @BeforeEach
  void makeFolder() throws IOException {
    shared = Files.createDirectory(directory.resolve("shared"));
    passwordFile = Files.writeString(directory.resolve("password"), Samba.PASSWORD + "\n");
  }

  private Finding judge(int port, String path) throws InterruptedException {
    return judge(port, path, Deadline.in(CheckType.SCANNER_FOLDER.deadline()));
  }

  private Finding judge(int port, String path, Deadline deadline) throws InterruptedException {
    Assignment assignment =
        Assignments.of(
            CheckType.SCANNER_FOLDER,
            new Access.Smb(
                "smb://127.0.0.1:" + port + path, Samba.ACCOUNT, passwordFile.toString()));
    assignment = Assignments.limited(assignment, "free-warn-below", 2e6);
    assignment = Assignments.limited(assignment, "free-fail-below", 1e5);
    return new ScannerFolderCheck().judge(assignment, LastReading.NONE, deadline);
  }

  private List<String> left(String folder) throws IOException {
    try (Stream<Path> files = Files.list(shared.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void expect(Finding finding, Outcome outcome, @Nullable Reason reason) {
    assertThat(finding.reason()).as(finding.facts().toString()).isEqualTo(reason);
    assertThat(finding.outcome()).isEqualTo(outcome);
    assertThat(finding.toString()).doesNotContain(Samba.PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SMB2_02", "SMB2_10", "SMB3_00", "SMB3_11"})
  void aRoundTripLeavesNothingBehind(String dialect) throws Exception {
    try (Peers.Peer server =
        Samba.start(directory, shared, "server max protocol = " + dialect, "")) {
      Finding finding = judge(server.port(), "/quet");
      expect(finding, Outcome.OK, null);
      assertThat(finding.facts().get("dialect")).isEqualTo(name(dialect));
      assertThat(Assignments.values(finding, "folder_free_bytes")).hasSize(1);
    }
    assertThat(left("")).isEmpty();
  }

  private static String name(String dialect) {
    return switch (dialect) {
      case "SMB2_02" -> "SMB_2_0_2";
      case "SMB2_10" -> "SMB_2_1";
      case "SMB3_00" -> "SMB_3_0";
      default -> "SMB_3_1_1";
    };
  }

  @Test
  void anEncryptedShareIsReadToo() throws Exception {
    try (Peers.Peer server = Samba.start(directory, shared, "server smb encrypt = required", "")) {
      expect(judge(server.port(), "/quet"), Outcome.OK, null);
    }
    assertThat(left("")).isEmpty();
  }

  @Test
  void aFolderBelowTheShareAndOldMarkersOfOurs() throws Exception {
    Path folder = Files.createDirectory(shared.resolve("hồ sơ"));
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
    String ours = ".daugio-check-0123456789abcdef";
    Files.setLastModifiedTime(Files.writeString(folder.resolve(ours), "x"), old);
    Files.writeString(folder.resolve(".daugio-check-fedcba9876543210"), "of today");
    for (String other : List.of(".daugio-check-note", "ho-so-1.pdf")) {
      Files.setLastModifiedTime(Files.writeString(folder.resolve(other), "x"), old);
    }
    try (Peers.Peer server = Samba.start(directory, shared, "", "")) {
      expect(judge(server.port(), "/quet/h%E1%BB%93%20s%C6%A1"), Outcome.OK, null);
      assertThat(left("hồ sơ"))
          .containsExactly(".daugio-check-fedcba9876543210", ".daugio-check-note", "ho-so-1.pdf");
      expect(judge(server.port(), "/quet/khac"), Outcome.FAIL, Reason.SCANNER_FOLDER_GONE);
      expect(judge(server.port(), "/khac"), Outcome.FAIL, Reason.SCANNER_FOLDER_GONE);
      expect(judge(server.port(), "/IPC$"), Outcome.FAIL, Reason.SCANNER_FOLDER_GONE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sai-mat-khau", ""})
  void aWrongPasswordIsToldApart(String password) throws Exception {
    Files.writeString(passwordFile, password);
    try (Peers.Peer server = Samba.start(directory, shared, "", "")) {
      Finding finding = judge(server.port(), "/quet");
      expect(finding, Outcome.FAIL, Reason.SCANNER_FOLDER_AUTH_REJECTED);
      assertThat(finding.facts()).containsEntry("detail", "0xC000006D");
    }
  }

  @Test
  void aGuestThatMayNotWriteIsAnAccountThatWasNotAccepted() throws Exception {
    Files.writeString(passwordFile, "Sai-mat-khau");
    try (Peers.Peer server =
        Samba.start(
            directory, shared, "map to guest = Bad Password", "guest ok = yes\nread only = yes")) {
      expect(judge(server.port(), "/quet"), Outcome.FAIL, Reason.SCANNER_FOLDER_AUTH_REJECTED);
    }
  }

  @Test
  void aShareWithoutTheRightToWrite() throws Exception {
    try (Peers.Peer server = Samba.start(directory, shared, "", "read only = yes")) {
      expect(judge(server.port(), "/quet"), Outcome.FAIL, Reason.SCANNER_FOLDER_WRITE_DENIED);
    }
    try (Peers.Peer server = Samba.start(directory, shared, "", "valid users = root")) {
      expect(judge(server.port(), "/quet"), Outcome.FAIL, Reason.SCANNER_FOLDER_WRITE_DENIED);
    }
  }

  @Test
  void onlySmb1() throws Exception {
    String nt1 = "server min protocol = NT1\nserver max protocol = NT1";
    try (Peers.Peer server = Samba.start(directory, shared, nt1, "")) {
      expect(judge(server.port(), "/quet"), Outcome.FAIL, Reason.SCANNER_FOLDER_ONLY_SMB1);
    }
  }

  @Test
  void littleSpaceWarnsAndNoSpaceFails() throws Exception {
    Peers.needThat(mount("-t", "tmpfs", "-o", "size=1m", "tmpfs"), "a tmpfs cannot be mounted");
    try (Peers.Peer server = Samba.start(directory, shared, "", "")) {
      Finding little = judge(server.port(), "/quet");
      expect(little, Outcome.WARN, Reason.SCANNER_FOLDER_SPACE_LOW);
      assertThat(Assignments.values(little, "folder_free_bytes")).containsExactly(1_048_576.0);
      assertThat(little.facts()).containsEntry("freeMegabytes", "1");
      fill(shared.resolve("ballast"));
      Finding full = judge(server.port(), "/quet");
      expect(full, Outcome.FAIL, Reason.SCANNER_FOLDER_FULL);
      assertThat(full.facts()).containsEntry("detail", "0xC000007F");
      assertThat(left("")).containsExactly("ballast");
    } finally {
      Peers.run("umount", shared.toString());
    }
  }

  private boolean mount(String... how) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("mount"));
    command.addAll(List.of(how));
    command.add(shared.toString());
    return new ProcessBuilder(command).start().waitFor() == 0;
  }

  private static void fill(Path ballast) throws IOException {
    try (var out = Files.newOutputStream(ballast)) {
      byte[] page = new byte[4096];
      for (int i = 0; i < 1024; i++) {
        out.write(page);
      }
      throw new AssertionError("the file system never filled");
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left on device");
    }
  }

  @Test
  void nobodyThereOrSilent() throws Exception {
    Deadline soon = Deadline.in(Duration.ofSeconds(2));
    expect(
        judge(Peers.freePort(), "/quet", soon), Outcome.FAIL, Reason.SCANNER_FOLDER_NOT_ANSWERING);
    try (DeafPort deaf = DeafPort.at(InetAddress.getLoopbackAddress())) {
      expect(
          judge(deaf.port(), "/quet", Deadline.in(Duration.ofSeconds(2))),
          Outcome.FAIL,
          Reason.SCANNER_FOLDER_NOT_ANSWERING);
    }
    try (TcpResponder silent =
        TcpResponder.start((socket, n) -> socket.getInputStream().readAllBytes())) {
      expect(
          judge(silent.port(), "/quet", Deadline.in(Duration.ofSeconds(2))),
          Outcome.FAIL,
          Reason.SCANNER_FOLDER_NOT_ANSWERING);
    }
  }

  @Test
  void whatIsNoSmbServerIsMalformed() throws Exception {
    byte[] huge = {0, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFE, 'S', 'M', 'B'};
    byte[] web = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII);
    for (byte[] answer : List.of(huge, web, new byte[] {0, 0, 0, 0}, new byte[0])) {
      try (TcpResponder other =
          TcpResponder.start((socket, n) -> socket.getOutputStream().write(answer))) {
        expect(judge(other.port(), "/quet"), Outcome.UNKNOWN, Reason.SCANNER_FOLDER_MALFORMED);
      }
    }
  }

  /** Whatever answer a connection breaks off after, the server deletes the marker. */
  @Test
  void aConnectionThatBreaksOffLeavesNothingBehind() throws Exception {
    try (Peers.Peer server = Samba.start(directory, shared, "", "")) {
      List<Outcome> outcomes = brokenOff(server.port(), 16);
      assertThat(outcomes).isSubsetOf(Outcome.OK, Outcome.UNKNOWN, Outcome.FAIL);
      assertThat(outcomes.stream().filter(one -> one != Outcome.OK).count()).isGreaterThan(8);
      // smbd notices a broken connection on a process of its own; each round gives it time
      for (int i = 0; i < 50 && !left("").isEmpty(); i++) {
        expect(judge(server.port(), "/quet"), Outcome.OK, null);
      }
      assertThat(left("")).isEmpty();
    }
  }

  /** What is said of connections that break off after 1, 2, … answers, all at the same time. */
  private List<Outcome> brokenOff(int port, int most) throws Exception {
    ExecutorService rounds = Executors.newFixedThreadPool(8);
    try {
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (int answers = 1; answers <= most; answers++) {
        int after = answers;
        outcomes.add(rounds.submit(() -> brokenOffAfter(port, after)));
      }
      List<Outcome> said = new ArrayList<>();
      for (Future<Outcome> outcome : outcomes) {
        said.add(outcome.get());
      }
      return said;
    } finally {
      rounds.shutdownNow();
    }
  }

  private Outcome brokenOffAfter(int port, int answers) throws Exception {
    try (TcpResponder cut = TcpResponder.start((client, n) -> forward(client, port, answers))) {
      return judge(cut.port(), "/quet").outcome();
    }
  }

  /** Passes on so many answers of the server, then breaks both connections off. */
  private static void forward(Socket client, int port, int answers) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Thread there =
          new Thread(
              () -> {
                try {
                  client.getInputStream().transferTo(server.getOutputStream());
                } catch (IOException e) {
                  // broken off, as intended
                }
              });
      there.setDaemon(true);
      there.start();
      DataInputStream in = new DataInputStream(server.getInputStream());
      for (int i = 0; i < answers; i++) {
        int length = in.readInt();
        byte[] message = in.readNBytes(length);
        byte[] frame = ByteBuffer.allocate(4 + length).putInt(length).put(message).array();
        client.getOutputStream().write(frame);
      }
    }
  }

  @Test
  void whatCannotBeAskedIsUnknown() throws Exception {
    expect(judge(1, ""), Outcome.UNKNOWN, Reason.NOT_SUPPORTED);
    expect(judge(1, "/quet/../khac"), Outcome.UNKNOWN, Reason.NOT_SUPPORTED);
    Files.delete(passwordFile);
    expect(judge(1, "/quet"), Outcome.UNKNOWN, Reason.NOT_PERMITTED);
    Finding none =
        new ScannerFolderCheck()
            .judge(
                Assignments.at(CheckType.SCANNER_FOLDER, "127.0.0.1"),
                LastReading.NONE,
                Deadline.in(Duration.ofSeconds(1)));
    expect(none, Outcome.UNKNOWN, Reason.NOT_SUPPORTED);
  }
}
