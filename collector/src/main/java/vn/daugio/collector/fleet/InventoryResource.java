package vn.daugio.collector.fleet;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.StoreException;
import vn.daugio.protocol.ErrorBody;
import vn.daugio.protocol.InventoryReport;
import vn.daugio.protocol.ProtocolJson;
import vn.daugio.protocol.Receipt;

/** {@code POST /api/v1/inventories}: what a good machine was asked for, once. */
@Path("/api/v1/inventories")
public final class InventoryResource {
  private static final Logger LOG = LoggerFactory.getLogger(InventoryResource.class);
  private static final int MOST_BYTES = 2 << 20;

  private final Store store;
  private final InstantSource clock;

  public InventoryResource(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** 200 after it is durable; a repeated or unasked one is thrown away. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public Response post(InputStream body, @Context SecurityContext security) throws IOException {
    if (!(security.getUserPrincipal() instanceof Machine machine)) {
      throw new IllegalStateException("the gate lets only machines pass");
    }
    byte[] read = body.readNBytes(MOST_BYTES + 1);
    if (read.length > MOST_BYTES) {
      return error(413, "inventory.too_large", "more than " + MOST_BYTES + " bytes");
    }
    InventoryReport report;
    try {
      report = ProtocolJson.read(new String(read, StandardCharsets.UTF_8), InventoryReport.class);
    } catch (IllegalArgumentException e) {
      return error(400, "inventory.malformed", "an inventory in JSON is expected");
    }
    if (!report.isSound()) {
      return error(422, "inventory.unsound", "an entry is too long or of no known kind");
    }
    try {
      boolean fresh =
          store.write(
              tx ->
                  tx.products()
                      .answer(
                          machine.site(),
                          machine.code(),
                          report.request(),
                          ProtocolJson.write(report),
                          clock.instant()));
      if (fresh) {
        LOG.info("{} has sent its inventory: {} entries", machine.getName(), entries(report));
      }
      return Response.ok(ProtocolJson.write(new Receipt(fresh ? entries(report) : 0, !fresh)))
          .type(MediaType.APPLICATION_JSON_TYPE)
          .build();
    } catch (StoreException e) {
      return error(503, "inventory.unwritable", "it could not be stored; try later");
    }
  }

  private static int entries(InventoryReport report) {
    return report.entries().size();
  }

  private static Response error(int status, String reason, String detail) {
    Response.ResponseBuilder answer =
        Response.status(status)
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(new ErrorBody(reason, detail));
    if (status == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, 60);
    }
    return answer.build();
  }
}
