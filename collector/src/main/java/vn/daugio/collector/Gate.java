package vn.daugio.collector;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.Caller;
import vn.daugio.protocol.ErrorBody;
import vn.daugio.protocol.HostPort;

/** Decides by method and path who may pass. What is not named here is denied to strangers. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class Gate implements ContainerRequestFilter {
  private static final Set<String> OF_MACHINES =
      Set.of("POST api/v1/reports", "GET api/v1/plan", "POST api/v1/inventories");
  private static final String OF_ALERTMANAGER = "POST api/v1/alertmanager";
  private static final Set<String> OPEN = Set.of("POST api/v1/enrolments", "GET favicon.ico");
  private static final Pattern OPEN_FILES =
      Pattern.compile("GET (assets|webjars)(/(?!\\.)[A-Za-z0-9._-]+)+");

  /** These check a token in their form by themselves, for browsers without log-in. */
  private static final Pattern FORM_TOKEN =
      Pattern.compile(
          "POST (incidents/\\d+/(acknowledge|ack|assign|note|close|serious|mute)|notices/test)");

  /** Of what loopback may read without a token, all that lies under this path. */
  private static final Pattern LOOPBACK_API = Pattern.compile("api/v1/(sheets|sd)/.*");

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> FORWARDED = Set.of("forwarded", "x-real-ip", "via");

  private final Tokens tokens;
  private final boolean loopbackRead;
  private final Function<String, Optional<Machine>> machines;

  @Context private @Nullable HttpServletRequest request;

  /**
   * @param machines finds the machine of a bearer token
   */
  Gate(CollectorSettings.Access access, Function<String, Optional<Machine>> machines) {
    this.tokens = new Tokens(access);
    this.loopbackRead = access.loopbackRead();
    this.machines = machines;
  }

  /** Whether this is the operator's token, for forms that carry it themselves. */
  boolean isOperator(String token) {
    return tokens.isOperator(token);
  }

  @Override
  public void filter(ContainerRequestContext context) {
    String method = context.getMethod();
    String path = context.getUriInfo().getPath();
    String asked =
        (method.equals("HEAD") ? "GET" : method)
            + " "
            + (path.startsWith("/") ? path.substring(1) : path);
    if (OPEN.contains(asked) || OPEN_FILES.matcher(asked).matches()) {
      return;
    }
    @Nullable String given = context.getHeaderString(HttpHeaders.AUTHORIZATION);
    if (OF_MACHINES.contains(asked)) {
      Optional<Machine> machine = Tokens.bearer(given).flatMap(machines);
      machine.ifPresentOrElse(
          one -> pass(context, one), () -> deny(context, 401, "auth.machine_unknown", true));
      return;
    }
    if (asked.equals(OF_ALERTMANAGER)) {
      if (!tokens.isAlertmanager(given)) {
        deny(context, 401, "auth.alertmanager_unknown", true);
      }
      return;
    }
    Optional<Caller> caller = tokens.caller(given);
    boolean read = READS.contains(method);
    if (!read && given != null && isForeign(context)) {
      deny(context, 403, "auth.foreign_origin", false);
    } else if (read) {
      Optional<Caller> reader = caller.or(() -> loopbackReader(context, asked, given));
      reader.ifPresentOrElse(
          one -> pass(context, one), () -> deny(context, 401, "auth.required", false));
    } else if (caller.isPresent() && caller.get().role() == Caller.Role.OPERATOR) {
      pass(context, caller.get());
    } else if (caller.isPresent()) {
      deny(context, 403, "auth.operator_only", false);
    } else if (given != null || !FORM_TOKEN.matcher(asked).matches()) {
      deny(context, 401, "auth.required", false);
    }
  }

  /** A browser sends a remembered password along with whatever another site makes it send. */
  private static boolean isForeign(ContainerRequestContext context) {
    @Nullable String origin = context.getHeaderString("Origin");
    @Nullable String host = context.getHeaderString(HttpHeaders.HOST);
    return origin != null && (host == null || !origin.endsWith("://" + host));
  }

  private Optional<Caller> loopbackReader(
      ContainerRequestContext context, String asked, @Nullable String given) {
    String path = asked.substring(asked.indexOf(' ') + 1);
    boolean local =
        loopbackRead
            && (!path.startsWith("api/") || LOOPBACK_API.matcher(path).matches())
            && given == null
            && request != null
            && HostPort.parse(request.getRemoteAddr()).map(HostPort::isLoopback).orElse(false)
            && isLoopbackName(context.getHeaderString(HttpHeaders.HOST))
            && context.getHeaders().keySet().stream().noneMatch(Gate::isForwarding);
    return local ? Optional.of(new Caller(Caller.Role.READER)) : Optional.empty();
  }

  /** Another name that leads to loopback is how a foreign page would read ours. */
  private static boolean isLoopbackName(@Nullable String host) {
    return host != null && HostPort.parse(host).map(HostPort::isLoopback).orElse(false);
  }

  private static boolean isForwarding(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return FORWARDED.contains(name) || name.startsWith("x-forwarded-");
  }

  private static void pass(ContainerRequestContext context, Principal principal) {
    boolean secure = context.getSecurityContext().isSecure();
    context.setSecurityContext(
        new SecurityContext() {
          @Override
          public Principal getUserPrincipal() {
            return principal;
          }

          @Override
          public boolean isUserInRole(String role) {
            return principal instanceof Caller caller && caller.role().name().equals(role);
          }

          @Override
          public boolean isSecure() {
            return secure;
          }

          @Override
          public String getAuthenticationScheme() {
            return "token";
          }
        });
  }

  private static void deny(
      ContainerRequestContext context, int status, String reason, boolean machine) {
    String detail = status == 401 ? "a valid token is needed" : "this is not allowed";
    Response.ResponseBuilder answer =
        Response.status(status)
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(new ErrorBody(reason, detail));
    if (status == 401) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"daugio\"");
      if (!machine) {
        answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"daugio\", charset=\"UTF-8\"");
      }
    }
    context.abortWith(answer.build());
  }
}
