package vn.daugio.collector.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.TestCollector;
import vn.daugio.protocol.Demands;
import vn.daugio.protocol.Enrolment;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.InventoryReport.Entry;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.Problems;
import vn.daugio.protocol.ProductCatalogue;
import vn.daugio.protocol.ProductSignature;
import vn.daugio.protocol.ProtocolJson;
import vn.daugio.protocol.Trace;

/** From a good machine to a signature that all agents get. */
@Tag("engines")
class LearningTest {
  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("service", "Spooler", "Microsoft Windows", null, true),
          new Entry("service", "BkavEpSvc", "Bkav Corporation", null, true),
          new Entry("uninstall", "Bkav Endpoint 2026", "Bkav", "12.1", null));

  @TempDir private Path folder;
  private TestCollector collector;

  @BeforeEach
  void start() throws Exception {
    collector = TestCollector.start(folder, "");
  }

  @AfterEach
  void stop() {
    collector.close();
  }

  private Enrolment join(String machine) throws Exception {
    String body = "{\"code\":\"%s\",\"machine\":\"%s\"}".formatted(collector.joinCode(1), machine);
    return ProtocolJson.read(
        collector
            .send(collector.to("/api/v1/enrolments").POST(BodyPublishers.ofString(body)))
            .body(),
        Enrolment.class);
  }

  private Demands demands(Enrolment machine) throws Exception {
    String plan =
        collector
            .send(collector.to("/api/v1/plan").header("Authorization", "Bearer " + machine.token()))
            .body();
    return Objects.requireNonNull(ProtocolJson.read(plan, PlanDocument.class).demands());
  }

  private HttpResponse<String> send(Enrolment machine, String body) throws Exception {
    return collector.send(
        collector
            .to("/api/v1/inventories")
            .header("Authorization", "Bearer " + machine.token())
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void askedOnceAnsweredOnceAndLearnedForAll() throws Exception {
    Enrolment good = join("A-2");
    Enrolment other = join("A-1");
    assertThat(demands(good)).isEqualTo(Demands.NONE);
    collector.command("products", "--ask", "c/s/A-2");
    assertThat(demands(other).inventory()).isNull();
    long request = Objects.requireNonNull(demands(good).inventory());

    String inventory = ProtocolJson.write(new InventoryReport(request, ENTRIES, List.of()));
    assertThat(send(good, inventory).body()).isEqualTo("{\"accepted\":3,\"duplicate\":false}");
    assertThat(send(good, inventory).body()).isEqualTo("{\"accepted\":0,\"duplicate\":true}");
    assertThat(send(other, inventory).body()).isEqualTo("{\"accepted\":0,\"duplicate\":true}");
    assertThat(demands(good).inventory()).isNull();

    collector.command(
        "products",
        "--learn",
        "c/s/A-2",
        "--pick",
        "2,3",
        "--running",
        "2",
        "--id",
        "bkav-endpoint",
        "--name",
        "BKAV Endpoint");
    ProductCatalogue catalogue = Objects.requireNonNull(demands(other).catalogue());
    assertThat(catalogue.version()).isEqualTo(ProductCatalogue.builtIn().version() + 1);
    assertThat(catalogue.products().get(0))
        .isEqualTo(
            new ProductSignature(
                "bkav-endpoint",
                "BKAV Endpoint",
                "antivirus",
                "high",
                List.of(
                    new Trace("service", "BkavEpSvc"),
                    new Trace("uninstall", "Bkav Endpoint 2026")),
                List.of(new Trace("service", "BkavEpSvc")),
                List.of(),
                null));
    assertThat(catalogue.products()).hasSameSizeAs(ProductCatalogue.builtIn().products());
    collector.command("products", "--forget", "bkav-endpoint");
    assertThat(demands(other).catalogue()).isNull();
  }

  @Test
  void whatIsNoInventoryIsRefused() throws Exception {
    Enrolment machine = join("A-2");
    assertThat(send(machine, "{").statusCode()).isEqualTo(400);
    assertThat(
            send(machine, "{\"request\":1,\"entries\":[{\"kind\":\"x\",\"name\":\"y\"}]}")
                .statusCode())
        .isEqualTo(422);
    assertThat(send(machine, "{\"request\":1,\"entries\":[{}]}").statusCode()).isIn(400, 422);
    assertThat(send(machine, " ".repeat((2 << 20) + 1)).statusCode()).isEqualTo(413);
    assertThat(
            collector
                .send(collector.to("/api/v1/inventories").POST(BodyPublishers.ofString("{}")))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void aChoiceThatIdentifiesNothingIsTold() {
    InventoryReport inventory = new InventoryReport(1, ENTRIES, List.of());
    Problems problems = new Problems();
    Learning.signature(
        inventory,
        new Learning.Choice("bkav-endpoint", "B", "antivirus", List.of(4), List.of(0)),
        problems);
    assertThat(problems.lines())
        .containsExactly("--pick: there is no entry 4", "--running: there is no entry 0");
    Problems others = new Problems();
    Learning.signature(
        inventory, new Learning.Choice("x", "X", "anti", List.of(3), List.of(3)), others);
    assertThat(others.lines())
        .containsExactly(
            "products[0].role: unknown role 'anti'; known roles: antivirus, response",
            "products[0].running[0]: only a service, process or unit tells that a product works");
    assertThat(Learning.lines(inventory))
        .containsExactly(
            "1\tservice\tSpooler\tMicrosoft Windows\trunning",
            "2\tservice\tBkavEpSvc\tBkav Corporation\trunning",
            "3\tuninstall\tBkav Endpoint 2026\t12.1\tBkav");
  }

  @Test
  void aConsolesListIsTakenIn() throws Exception {
    Path list = Files.writeString(folder.resolve("list.csv"), "may\nA-1\nPC-9\n");
    collector.command(
        "import-console", list.toString(), "--commune", "c", "--product", "bkav-endpoint");
    String told =
        collector
            .send(
                collector
                    .to("/api/v1/protection?site=c/s")
                    .header("Authorization", "Bearer " + TestCollector.OPERATOR))
            .body();
    assertThat(told)
        .contains("\"both\":1")
        .contains("\"unknownThereMachines\":[\"A-2\"]")
        .contains("\"unknownNames\":[\"PC-9\"]");
  }
}
