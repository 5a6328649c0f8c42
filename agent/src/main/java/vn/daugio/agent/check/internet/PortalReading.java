package vn.daugio.agent.check.internet;

import java.net.InetAddress;
import java.net.URI;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.daugio.agent.check.DataFile;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.HostAddress;
import vn.daugio.agent.probe.DnsLookup;
import vn.daugio.agent.probe.HttpAnswer;
import vn.daugio.agent.probe.HttpGet;
import vn.daugio.agent.probe.PageGet;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.protocol.Access;

/**
 * Whether pages with a known answer give it. Somebody who answers in their place is a portal that
 * wants a log-in, or a provider that wants money.
 *
 * @param state the judgement
 * @param answer what came instead, for people; empty where nothing was wrong
 */
record PortalReading(State state, String answer) {
  private static final Duration PER_PAGE = Duration.ofSeconds(3);
  private static final Duration PER_NAME = Duration.ofMillis(1500);

  /** What is known after asking. */
  enum State {
    /** A page answered as it should. */
    NONE,
    /** No page answered at all. */
    SILENT,
    PORTAL,
    /** A portal that asks to pay. */
    EXHAUSTED
  }

  /**
   * Asks one page after the other until one answers as it should.
   *
   * @param resolvers for names among the hosts
   */
  static PortalReading of(
      List<Access.Page> pages, List<HostAddress> resolvers, LineUse use, Deadline deadline) {
    PortalReading worst = new PortalReading(State.SILENT, "");
    for (Access.Page page : pages) {
      if (!use.hasBytesLeft()) {
        break;
      }
      try {
        PortalReading reading = one(page, resolvers, use, Deadline.in(deadline.atMost(PER_PAGE)));
        if (reading.state() == State.NONE) {
          return reading;
        }
        if (reading.state().compareTo(worst.state()) > 0) {
          worst = reading;
        }
      } catch (ProbeException e) {
        // garbage instead of a page is somebody's answer; anything else is silence
        if (e.failure() == ProbeFailure.MALFORMED && worst.state() == State.SILENT) {
          worst = new PortalReading(State.PORTAL, "malformed");
        }
      }
    }
    return worst;
  }

  private static PortalReading one(
      Access.Page page, List<HostAddress> resolvers, LineUse use, Deadline deadline) {
    URI uri = URI.create(page.url());
    Optional<InetAddress> address = address(HttpGet.host(uri), resolvers, use, deadline);
    if (address.isEmpty()) {
      return new PortalReading(State.SILENT, "");
    }
    PageGet.Page got = PageGet.get(uri, address.get(), use.source(address.get()), deadline);
    use.ledger().page(address.get(), got.bytes());
    return judge(page, got.answer());
  }

  /** A name is asked from the line's own resolvers, over the line. */
  static Optional<InetAddress> address(
      String host, List<HostAddress> resolvers, LineUse use, Deadline deadline) {
    Optional<InetAddress> literal = Addresses.parse(host);
    if (literal.isPresent()) {
      return literal;
    }
    for (HostAddress resolver : resolvers) {
      try {
        List<InetAddress> found =
            DnsLookup.lookup(
                    resolver,
                    new DnsLookup.Question(host, use.source(resolver.address())),
                    Deadline.in(deadline.atMost(PER_NAME)))
                .addresses();
        if (!found.isEmpty()) {
          return Optional.of(found.get(0));
        }
      } catch (ProbeException e) {
        // the next one may know; whether resolvers work is judged elsewhere
      }
    }
    return Optional.empty();
  }

  static PortalReading judge(Access.Page page, HttpAnswer answer) {
    String location = answer.header("location").orElse("");
    String text = page.text();
    String begins = page.location();
    boolean expected =
        answer.status() == page.status()
            && (text == null || answer.body().contains(text))
            && (begins == null ? location.isEmpty() : location.startsWith(begins));
    if (expected) {
      return new PortalReading(State.NONE, "");
    }
    String told = plain(location + " " + answer.body());
    boolean wantsMoney =
        DataFile.lines(PortalReading.class, "exhausted-marks.txt").stream()
            .anyMatch(told::contains);
    String what = "status " + answer.status() + (location.isEmpty() ? "" : " redirect");
    return new PortalReading(wantsMoney ? State.EXHAUSTED : State.PORTAL, what);
  }

  /** Lower case without marks, as half of such pages write Vietnamese without them. */
  static String plain(String text) {
    return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .replace('đ', 'd')
        .replaceAll("\\s+", " ");
  }
}
