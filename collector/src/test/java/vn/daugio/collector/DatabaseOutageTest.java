package vn.daugio.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.fleet.Secrets;
import vn.daugio.collector.store.Database;
import vn.daugio.collector.store.Store;

/** The server of the database is stopped and started again under the running service. */
@Tag("postgresql")
class DatabaseOutageTest {
  private static final String TOKEN = "token-of-a-machine";

  @TempDir private Path folder;

  private EmbeddedPostgres server(int port) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("pg"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .start();
  }

  @Test
  void agentsAreAskedToComeBackAndNothingAcceptedIsLost() throws Exception {
    EmbeddedPostgres server = server(0);
    int port = server.getPort();
    try {
      String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
      try (Store store = Store.open(new Database.PostgresServer(url, "postgres", null, 2))) {
        store.write(tx -> tx.agents().add("c/s", "A-1", Secrets.hash(TOKEN), TestCollector.NOW));
      }
      String config = "database: {url: \"%s\", user: postgres, pool-size: 4}\n".formatted(url);
      try (TestCollector collector = TestCollector.start(folder, config)) {
        assertThat(report(collector, 1).body()).isEqualTo("{\"accepted\":0,\"duplicate\":false}");
        assertThat(health(collector)).isEqualTo(200);
        server.close();
        HttpResponse<String> refused = report(collector, 2);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("15");
        assertThat(refused.body()).contains("\"reason\":\"store.unavailable\"");
        assertThat(health(collector)).isEqualTo(500);
        server = server(port);
        await().atMost(Duration.ofSeconds(60)).until(() -> health(collector) == 200);
        assertThat(report(collector, 1).body()).isEqualTo("{\"accepted\":0,\"duplicate\":true}");
        assertThat(report(collector, 2).body()).isEqualTo("{\"accepted\":0,\"duplicate\":false}");
      }
    } finally {
      server.close();
    }
  }

  private static HttpResponse<String> report(TestCollector collector, int sequence)
      throws Exception {
    String report =
        """
        {"machine":"A-1","bootId":"b","sequence":%d,"sentAt":"%s","agent":"1","dropped":0,"late":false,"results":[]}
        """
            .formatted(sequence, TestCollector.NOW);
    return collector.send(
        collector
            .to("/api/v1/reports")
            .header("Authorization", "Bearer " + TOKEN)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(report)));
  }

  private static int health(TestCollector collector) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + collector.adminPort() + "/healthcheck");
    return collector.send(HttpRequest.newBuilder(uri)).statusCode();
  }
}
