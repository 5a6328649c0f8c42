package vn.daugio.agent.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Tokens.Health;
import vn.daugio.agent.os.Tokens.Middleware;
import vn.daugio.agent.os.Tokens.Reading;
import vn.daugio.agent.os.Tokens.Service;
import vn.daugio.agent.testing.UsbTree;

/** Which libraries are asked, below a root of the test; what they tell is TokenProgramTest's. */
class LinuxTokensTest {
  @TempDir Path root;

  private Reading read() throws Exception {
    return new LinuxTokens(root, root.resolve("softhsm2.conf").toString())
        .read(Deadline.in(Duration.ofSeconds(20)));
  }

  private void file(String path, String text) throws Exception {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  @Test
  void nothingIsLoadedWhereNothingIsPluggedIn() throws Exception {
    new UsbTree(root).device("1-1", "04a9", "190d", "07");
    file("usr/lib/x86_64-linux-gnu/opensc-pkcs11.so", "no library");
    assertThat(read().middleware()).isEmpty();
    assertThat(read().readers()).isZero();
    assertThat(read().service()).isEqualTo(Service.ABSENT);
    assertThat(read().tokens()).contains(List.of());
    assertThat(read().certificates()).contains(List.of());
  }

  @Test
  void knownAndRegisteredLibrariesAreAskedOnceEach() throws Exception {
    new UsbTree(root).device("1-1", "096e", "0608", "0b");
    file("usr/sbin/pcscd", "");
    file("usr/lib/x86_64-linux-gnu/opensc-pkcs11.so", "no library");
    file("usr/lib/vendor.so", "no library");
    file("usr/lib/trust.so", "no library");
    Files.createDirectories(root.resolve("usr/lib/x86_64-linux-gnu/pkcs11"));
    Files.createSymbolicLink(
        root.resolve("usr/lib/x86_64-linux-gnu/pkcs11/opensc-pkcs11.so"),
        root.resolve("usr/lib/x86_64-linux-gnu/opensc-pkcs11.so"));
    file("usr/share/p11-kit/modules/opensc.module", "# known\nmodule: opensc-pkcs11.so\n");
    file(
        "usr/share/p11-kit/modules/trust.module", "module: /usr/lib/trust.so\ntrust-policy: yes\n");
    file("etc/pkcs11/modules/vendor.module", "module: /usr/lib/vendor.so\n");
    file("etc/pkcs11/modules/gone.module", "module: /usr/lib/gone.so\n");

    Reading reading = read();

    assertThat(reading.middleware())
        .containsExactlyInAnyOrder(
            new Middleware("opensc", Health.NOT_LOADED),
            new Middleware("registered", Health.NOT_LOADED));
    assertThat(reading.tokens()).isEmpty();
    assertThat(reading.certificates()).isEmpty();
    assertThat(reading.readers()).isEqualTo(1);
    assertThat(reading.tokenDevices()).isEqualTo(1);
    assertThat(reading.service()).isEqualTo(Service.STOPPED);
  }

  @Test
  void softwareTokensAreAskedForWhereThereAreSome() throws Exception {
    new UsbTree(root);
    file("usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "no library");
    file(
        "usr/share/p11-kit/modules/s.module",
        "module: /usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so\n");
    file("softhsm2.conf", "directories.tokendir = " + root + "/tokens\n");
    Files.createDirectories(root.resolve("tokens"));
    assertThat(read().middleware()).isEmpty();

    Files.createDirectories(root.resolve("tokens/one"));
    assertThat(read().middleware()).containsExactly(new Middleware("softhsm", Health.NOT_LOADED));
  }

  @Test
  void theServiceIsThereWithItsSocket() throws Exception {
    new UsbTree(root);
    file("run/pcscd/pcscd.comm", "");
    assertThat(read().service()).isEqualTo(Service.RUNNING);
  }
}
