package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.testing.Nginx;
import vn.daugio.agent.testing.Peers;

/** Samples from and to a real nginx. */
class HttpSampleTest {
  private static final int MOST = 1_000_000;

  @TempDir static Path directory;
  private static Peers.Peer nginx;

  @BeforeAll
  static void serve() throws IOException {
    Files.write(directory.resolve("long.bin"), new byte[3_000_000]);
    Files.write(directory.resolve("short.bin"), new byte[400_000]);
    Files.write(directory.resolve("tiny.bin"), new byte[2_000]);
    Files.write(directory.resolve("page.html"), new byte[400_000]);
    nginx =
        Nginx.http(
            directory,
            """
            root %s; types { application/octet-stream bin; }
            client_max_body_size 2m;
            location = /whole/long.bin { max_ranges 0; alias %1$s/long.bin; }
            location = /whole/short.bin { max_ranges 0; alias %1$s/short.bin; }
            location = /moved { return 302 http://127.0.0.1:1/; }
            location = /take { proxy_pass http://127.0.0.1:$server_port/taken; }
            location = /taken { return 204; }
            location = /small { client_max_body_size 1k; proxy_pass http://127.0.0.1:$server_port/taken; }
            """
                .formatted(directory));
  }

  @AfterAll
  static void end() {
    if (nginx != null) {
      nginx.close();
    }
  }

  private static HttpSample.Request request(String path, int most) {
    URI uri = URI.create("http://127.0.0.1:" + nginx.port() + path);
    return new HttpSample.Request(
        uri, InetAddress.getLoopbackAddress(), null, most, Duration.ofSeconds(10));
  }

  private static Transfer download(String path) {
    return HttpSample.download(request(path, MOST), Deadline.in(Duration.ofSeconds(20)));
  }

  private static Transfer upload(String path) {
    return HttpSample.upload(request(path, MOST), Deadline.in(Duration.ofSeconds(20)));
  }

  @Test
  void ofALongFileOnlyWhatWasAllowed() {
    Transfer transfer = download("/long.bin");
    assertThat(transfer.passed()).isEqualTo(MOST);
    assertThat(transfer.counted()).isBetween(MOST / 2L, 3 * MOST / 4L);
    assertThat(transfer.slack()).isZero();
  }

  @Test
  void ofALongFileLittleWhereLittleWasAllowed() {
    assertThat(
            HttpSample.download(request("/long.bin", 50_000), Deadline.in(Duration.ofSeconds(20)))
                .passed())
        .isEqualTo(50_000);
  }

  @Test
  void aShorterFileAsAWhole() {
    assertThat(download("/short.bin").passed()).isEqualTo(400_000);
    assertThat(download("/whole/short.bin").passed()).isEqualTo(400_000);
  }

  @Test
  void whatIsNoSampleIsSaidSo() {
    assertThatThrownBy(() -> download("/whole/long.bin"))
        .hasMessage("http: longer than allowed, and not in parts")
        .extracting(error -> ((ProbeException) error).failure())
        .isEqualTo(ProbeFailure.MALFORMED);
    assertThatThrownBy(() -> download("/tiny.bin")).hasMessage("http: only 2000 bytes");
    assertThatThrownBy(() -> download("/page.html")).hasMessage("http: a page of text");
    assertThatThrownBy(() -> download("/moved")).hasMessage("http: status 302");
    assertThatThrownBy(() -> download("/none.bin")).hasMessage("http: status 404");
  }

  @Test
  void anUploadOfExactlyWhatWasAllowed() {
    Transfer transfer = upload("/take");
    assertThat(transfer.passed()).isEqualTo(MOST);
    assertThat(transfer.slack()).isEqualTo(256 * 1024);
  }

  @Test
  void aPageThatDoesNotTakeIt() {
    assertThatThrownBy(() -> upload("/moved")).hasMessage("http: status 302");
    assertThatThrownBy(() -> upload("/small")).hasMessage("http: status 413");
  }

  @Test
  void nobodyThere() {
    int free = Peers.freePort();
    HttpSample.Request nobody =
        new HttpSample.Request(
            URI.create("http://127.0.0.1:" + free + "/"),
            InetAddress.getLoopbackAddress(),
            null,
            MOST,
            Duration.ofSeconds(1));
    assertThatThrownBy(() -> HttpSample.download(nobody, Deadline.in(Duration.ofSeconds(5))))
        .extracting(error -> ((ProbeException) error).failure())
        .isEqualTo(ProbeFailure.REFUSED);
  }
}
