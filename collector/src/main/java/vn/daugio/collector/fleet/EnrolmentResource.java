package vn.daugio.collector.fleet;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.AgentTable;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.StoreException;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.Enrolment;
import vn.daugio.protocol.EnrolmentRequest;
import vn.daugio.protocol.ErrorBody;
import vn.daugio.protocol.ProtocolJson;

/**
 * {@code POST /api/v1/enrolments}: a machine joins with a code and becomes a credential's owner.
 */
@Path("/api/v1/enrolments")
public final class EnrolmentResource {
  private static final Logger LOG = LoggerFactory.getLogger(EnrolmentResource.class);
  private static final int MOST_BYTES = 4096;
  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

  private final Store store;
  private final Supplier<Office> offices;
  private final InstantSource clock;
  private final Attempts attempts = new Attempts();

  public EnrolmentResource(Store store, Supplier<Office> offices, InstantSource clock) {
    this.store = store;
    this.offices = offices;
    this.clock = clock;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  public Response post(InputStream body) throws IOException {
    Instant now = clock.instant();
    if (attempts.tooMany(now)) {
      return error(429, "enrolment.too_many_attempts", "too many wrong codes; wait a minute");
    }
    byte[] read = body.readNBytes(MOST_BYTES + 1);
    if (read.length > MOST_BYTES) {
      return error(413, "enrolment.too_large", "more than " + MOST_BYTES + " bytes");
    }
    EnrolmentRequest request;
    try {
      request = ProtocolJson.read(new String(read, StandardCharsets.UTF_8), EnrolmentRequest.class);
    } catch (IllegalArgumentException e) {
      return error(400, "enrolment.malformed", "{\"code\":\"…\"} is expected");
    }
    @Nullable String code = request.code();
    if (code == null) {
      return error(400, "enrolment.malformed", "{\"code\":\"…\"} is expected");
    }
    return enrol(code, request.machine(), now);
  }

  private Response enrol(String code, @Nullable String wished, Instant now) {
    String token = Secrets.token();
    String codeHash = Secrets.joinCodeHash(code);
    Office office = offices.get();
    try {
      Optional<Enrolment> enrolment =
          store.write(
              tx ->
                  tx.agents()
                      .spendJoinCode(codeHash, now)
                      .map(site -> add(tx, new Wish(site, wished, office), token, now)));
      if (enrolment.isEmpty()) {
        attempts.addWrong(now);
        return error(403, "enrolment.code_invalid", "the code is unknown, used up or expired");
      }
      LOG.info("{}/{} has joined", enrolment.get().site(), enrolment.get().machine());
      return Response.status(201)
          .type(MediaType.APPLICATION_JSON_TYPE)
          .entity(ProtocolJson.write(enrolment.get()))
          .build();
    } catch (StoreException e) {
      return error(503, "enrolment.unwritable", "the enrolment could not be stored; try later");
    }
  }

  private record Wish(String site, @Nullable String machine, Office office) {}

  private static Enrolment add(Tx tx, Wish wish, String token, Instant now) {
    Set<String> taken =
        tx.agents().ofSite(wish.site()).stream()
            .map(AgentTable.Machine::code)
            .collect(Collectors.toSet());
    String machine = choose(wish, taken);
    if (!tx.agents().add(wish.site(), machine, Secrets.hash(token), now)) {
      throw new IllegalStateException(machine + " was free a moment ago");
    }
    return new Enrolment(wish.site(), machine, token);
  }

  /** The wished code if it is planned and free, else the first planned one, else a new one. */
  private static String choose(Wish wish, Set<String> taken) {
    Optional<Office.Site> plan = wish.office().site(wish.site());
    String wished = wish.machine();
    boolean wishedIsFree =
        wished != null
            && CODE.matcher(wished).matches()
            && !taken.contains(wished)
            && plan.flatMap(site -> site.machine(wished)).map(one -> !one.exempt()).orElse(false);
    if (wished != null && wishedIsFree) {
      return wished;
    }
    Stream<String> planned =
        plan.stream()
            .flatMap(site -> site.machines().stream())
            .filter(machine -> !machine.exempt())
            .map(Office.PlannedMachine::code);
    Stream<String> numbered = IntStream.iterate(1, i -> i + 1).mapToObj("MT-%02d"::formatted);
    return Stream.concat(planned, numbered)
        .filter(code -> !taken.contains(code))
        .findFirst()
        .orElseThrow();
  }

  private static Response error(int status, String reason, String detail) {
    Response.ResponseBuilder answer =
        Response.status(status)
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(new ErrorBody(reason, detail));
    if (status == 429 || status == 503) {
      answer.header(HttpHeaders.RETRY_AFTER, Attempts.WINDOW.toSeconds());
    }
    return answer.build();
  }
}
