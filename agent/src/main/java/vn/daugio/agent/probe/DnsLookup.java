package vn.daugio.agent.probe;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.OperationNotSupportedException;
import javax.naming.ServiceUnavailableException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network.HostAddress;

/** Asks one name server for the IPv4 addresses of a name (RFC 1035), by the JDK's DNS provider. */
public final class DnsLookup {
  /** A first request may be lost or wait for the resolver's own upstream. */
  private static final Duration FIRST = Duration.ofMillis(1500);

  private static final int MOST_ADDRESSES = 32;

  private DnsLookup() {}

  /** How the server answered. */
  public enum Status {
    /** With a name that exists; it may have no IPv4 address. */
    ANSWERED,
    /** NXDOMAIN. */
    NO_SUCH_NAME,
    /** SERVFAIL, and any other code by which it says that it cannot tell. */
    SERVER_FAILED,
    /** REFUSED or NOTIMP: it serves others. */
    REFUSED
  }

  /**
   * @param addresses at most 32, of A records
   * @param took from the request to the answer
   */
  public record Answer(Status status, List<InetAddress> addresses, Duration took) {}

  /**
   * Sends a request, and a second one when the first is not answered within 1.5 s.
   *
   * @param name a host name, with or without the dot of the root
   * @throws ProbeException TIMED_OUT, REFUSED (nobody listens), UNREACHABLE or MALFORMED
   */
  public static Answer lookup(HostAddress server, String name, Deadline deadline) {
    // the provider doubles the timeout with every try: 1 + 2 parts of the time there is
    long first = deadline.atMost(FIRST.multipliedBy(3)).toMillis() / 3;
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, "dns://" + hostPort(server));
    environment.put("com.sun.jndi.dns.timeout.initial", Long.toString(Math.max(1, first)));
    environment.put("com.sun.jndi.dns.timeout.retries", "2");
    long start = System.nanoTime();
    try {
      List<InetAddress> addresses = query(environment, name.endsWith(".") ? name : name + ".");
      return answer(Status.ANSWERED, addresses, start);
    } catch (NameNotFoundException e) {
      return answer(Status.NO_SUCH_NAME, List.of(), start);
    } catch (OperationNotSupportedException e) {
      return answer(Status.REFUSED, List.of(), start);
    } catch (ServiceUnavailableException e) {
      return answer(Status.SERVER_FAILED, List.of(), start);
    } catch (CommunicationException e) {
      throw failure(e);
    } catch (NamingException e) {
      throw new ProbeException(ProbeFailure.MALFORMED, "dns: malformed answer", e);
    }
  }

  private static List<InetAddress> query(Hashtable<String, String> environment, String name)
      throws NamingException {
    InitialDirContext context = new InitialDirContext(environment);
    try {
      Attribute records = context.getAttributes(name, new String[] {"A"}).get("A");
      List<InetAddress> addresses = new ArrayList<>();
      if (records != null) {
        NamingEnumeration<?> all = records.getAll();
        while (all.hasMore() && addresses.size() < MOST_ADDRESSES) {
          Addresses.parse(String.valueOf(all.next())).ifPresent(addresses::add);
        }
      }
      return addresses;
    } finally {
      context.close();
    }
  }

  private static Answer answer(Status status, List<InetAddress> addresses, long start) {
    return new Answer(status, addresses, Duration.ofNanos(System.nanoTime() - start));
  }

  private static ProbeException failure(CommunicationException e) {
    Throwable cause = e.getRootCause();
    if (cause instanceof PortUnreachableException || cause instanceof java.net.ConnectException) {
      return new ProbeException(ProbeFailure.REFUSED, "dns: nobody listens", e);
    }
    if (cause instanceof java.net.SocketTimeoutException) {
      return new ProbeException(ProbeFailure.TIMED_OUT, "dns: timed_out", e);
    }
    if (cause instanceof java.io.IOException) {
      return new ProbeException(ProbeFailure.UNREACHABLE, "dns: unreachable", e);
    }
    return new ProbeException(ProbeFailure.MALFORMED, "dns: malformed answer", e);
  }

  private static String hostPort(HostAddress server) {
    String literal = server.address().getHostAddress();
    boolean v6 = server.address() instanceof Inet6Address;
    return (v6 ? "[" + literal + "]" : literal) + ":" + server.port();
  }
}
