package vn.daugio.agent.check.system;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.Cookies;
import vn.daugio.agent.probe.HostLookup;
import vn.daugio.agent.probe.HttpAnswer;
import vn.daugio.agent.probe.HttpGet;
import vn.daugio.agent.probe.TlsClient.Tls;
import vn.daugio.protocol.Access;

/**
 * One visit of a web system: its URL, and the pages it leads to as far as it may. Where the way
 * ended stays readable when a probe failed.
 */
final class WebVisit {
  /** Log-in over a portal of its own takes three or four. */
  private static final int MOST_REDIRECTS = 8;

  private static final int MOST_ADDRESSES = 3;

  /** Enough for a title; a page whose text is asked for is read further. */
  private static final int MOST_UNREAD = 64 * 1024;

  private static final int MOST_BODY = 256 * 1024;

  /** Where a visit ended. */
  enum End {
    PAGE,
    NAME_NOT_FOUND,
    /** The certificates are not valid: nothing was asked for. */
    NO_TLS,
    /** A redirect to a host that may not be followed. */
    ELSEWHERE,
    /** A redirect from https to http, which was not followed. */
    INSECURE,
    LOOP
  }

  /** The certificates of one server on the way. */
  record Shown(String host, Tls tls) {}

  private final Access.Web web;
  private final Access.WebDetail detail;
  private final URI system;
  private final Instant now;
  private final Cookies cookies = new Cookies();
  private final Map<String, Duration> phases = new LinkedHashMap<>();
  private final List<Shown> certificates = new ArrayList<>();
  private URI at;
  private int redirects;
  private @Nullable HttpAnswer answer;

  WebVisit(Access.Web web, Instant now) {
    this.web = web;
    this.detail = web.expect() == null ? Access.WebDetail.NONE : web.expect();
    this.system = URI.create(web.url());
    this.now = now;
    this.at = system;
  }

  End go(Deadline deadline) throws InterruptedException {
    while (true) {
      List<InetAddress> addresses = lookUp(deadline);
      if (addresses.isEmpty()) {
        return End.NAME_NOT_FOUND;
      }
      @Nullable HttpAnswer got = ask(addresses, deadline);
      if (got == null) {
        return End.NO_TLS;
      }
      answer = got;
      cookies.keep(HttpGet.host(at), got);
      // a first answer that is not accepted is judged; what comes after it is the portal's affair
      boolean onwards = redirects > 0 || StatusRanges.accept(web.status(), got.status());
      Optional<URI> next = onwards ? Redirect.target(at, got) : Optional.empty();
      if (next.isEmpty()) {
        return End.PAGE;
      }
      URI from = at;
      at = next.get();
      redirects++;
      if (Redirect.isDowngrade(from, at)) {
        return End.INSECURE;
      }
      if (!Redirect.isPermitted(system, at, detail)) {
        return End.ELSEWHERE;
      }
      if (redirects > MOST_REDIRECTS) {
        return End.LOOP;
      }
    }
  }

  private List<InetAddress> lookUp(Deadline deadline) throws InterruptedException {
    String host = HttpGet.host(at);
    long start = System.nanoTime();
    List<InetAddress> addresses = HostLookup.addresses(host, deadline);
    if (!addresses.isEmpty() && Addresses.parse(host).isEmpty()) {
      took("dns", Duration.ofNanos(System.nanoTime() - start));
    }
    return addresses;
  }

  /** Null when the certificates are not valid. */
  private @Nullable HttpAnswer ask(List<InetAddress> addresses, Deadline deadline) {
    @Nullable String caFile = web.caFile();
    String host = HttpGet.host(at);
    boolean text = web.text() != null || detail.loginText() != null;
    HttpGet.Request request =
        new HttpGet.Request(
            at,
            addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size())),
            null,
            caFile == null ? null : Path.of(caFile),
            new HttpGet.Manner(
                cookies.of(host), certificateName(host), text ? MOST_BODY : MOST_UNREAD));
    HttpGet.Exchange exchange = HttpGet.get(request, now, deadline);
    exchange.phases().forEach((phase, time) -> took(phase.code(), time));
    exchange.tls().ifPresent(tls -> certificates.add(new Shown(host, tls)));
    return exchange.answer().orElse(null);
  }

  private void took(String phase, Duration time) {
    phases.merge(phase, time, Duration::plus);
  }

  /**
   * The name that this host's certificate has to carry in place of the host's; null: the host's.
   */
  @Nullable String certificateName(String host) {
    return host.equalsIgnoreCase(HttpGet.host(system)) ? detail.certificateName() : null;
  }

  /** Whether it is said, or follows from what is said, where the system may lead to. */
  boolean isBound() {
    return web.text() != null
        || detail.loginText() != null
        || detail.redirectTo() != null
        || !detail.redirectHosts().isEmpty();
  }

  Access.Web web() {
    return web;
  }

  Access.WebDetail detail() {
    return detail;
  }

  /** The last URL that was asked, or would have been. */
  URI at() {
    return at;
  }

  int redirects() {
    return redirects;
  }

  /** The last answer; null when there is none. */
  @Nullable HttpAnswer answer() {
    return answer;
  }

  /** Of all requests together, by the value of the label. */
  Map<String, Duration> phases() {
    return phases;
  }

  /** In the order of the way. */
  List<Shown> certificates() {
    return certificates;
  }
}
