package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One way of asking a target. A target may offer several; a check picks those it understands. */
@Json(typeProperty = "way")
@Json.SubType(type = Access.Snmp.class, name = "snmp")
@Json.SubType(type = Access.Ipp.class, name = "ipp")
@Json.SubType(type = Access.Escl.class, name = "escl")
@Json.SubType(type = Access.Wsd.class, name = "wsd")
@Json.SubType(type = Access.Smb.class, name = "smb")
@Json.SubType(type = Access.Nut.class, name = "nut")
@Json.SubType(type = Access.Rtsp.class, name = "rtsp")
@Json.SubType(type = Access.Ssh.class, name = "ssh")
@Json.SubType(type = Access.Line.class, name = "line")
@Json.SubType(type = Access.Throughput.class, name = "throughput")
@Json.SubType(type = Access.Web.class, name = "web")
@Json.SubType(type = Access.Mail.class, name = "mail")
@Json.SubType(type = Access.Meeting.class, name = "meeting")
@Json.SubType(type = Access.Clock.class, name = "clock")
@Json.SubType(type = Access.Dhcp.class, name = "dhcp")
@Json.SubType(type = Access.Guest.class, name = "guest")
@Json.SubType(type = Access.Discover.class, name = "discover")
@Json.SubType(type = Access.Required.class, name = "required")
@Json.SubType(type = Access.Products.class, name = "products")
public sealed interface Access {

  /**
   * SNMP at the target's address, port 161 unless the address names one.
   *
   * @param version {@code 1}, {@code 2c} or {@code 3}
   * @param community v1 and v2c only
   * @param user v3 only (RFC 3414)
   * @param auth v3 authentication; absent: noAuthNoPriv
   * @param priv v3 privacy; needs {@code auth}
   */
  @Json
  record Snmp(
      String version,
      @Nullable String community,
      @Nullable String user,
      @Nullable SnmpSecret auth,
      @Nullable SnmpSecret priv)
      implements Access {
    @Override
    public String toString() {
      return "Snmp[version=" + version + ", user=" + user + "]";
    }
  }

  /** A v3 protocol name (SHA256, AES128, …) and the file on the agent that holds its password. */
  @Json
  record SnmpSecret(String protocol, String passwordFile) {}

  /** IPP (RFC 8011) at an {@code ipp://} or {@code ipps://} URI. */
  @Json
  record Ipp(String uri) implements Access {}

  /** eSCL at the URL of its root, e.g. {@code http://host/eSCL}. */
  @Json
  record Escl(String url) implements Access {}

  /** WS-Scan at the URL of the device's scan service, e.g. {@code http://host:8018/wsd/scan}. */
  @Json
  record Wsd(String url) implements Access {}

  /** A shared folder, {@code smb://host/share}, with the account that the scanner itself uses. */
  @Json
  record Smb(String url, String account, String passwordFile) implements Access {}

  /** A UPS behind a server of Network UPS Tools (RFC 9271): {@code nut://host/name}. */
  @Json
  record Nut(String url) implements Access {}

  /** A camera or recorder; a user or password in the URL is never sent. */
  @Json
  record Rtsp(String url) implements Access {
    @Override
    public String toString() {
      return "Rtsp[url=" + url.replaceFirst("//[^/]*@", "//") + "]";
    }
  }

  /**
   * SSH with a pinned host key.
   *
   * @param keyFile or a password file; with both the key is used
   * @param flavor which commands it understands: linux, openwrt, mikrotik or draytek
   * @param hostKey {@code SHA256:…} of its host key; absent: that of the first connection
   * @param backup where its backup files are, e.g. {@code /srv/backup/*.dump}; absent: not checked
   */
  @Json
  record Ssh(
      String address,
      String user,
      @Nullable String keyFile,
      @Nullable String passwordFile,
      String flavor,
      @Nullable String hostKey,
      @Nullable String backup)
      implements Access {}

  /**
   * An internet line.
   *
   * @param gateway the gateway of the line; absent: the default route's
   * @param source the local address to bind to; absent: the system's choice
   * @param resolvers name servers, host or host:port; empty: the machine's own
   * @param destinations what is pinged beyond the gateway; empty: the built-in catalogue
   * @param detail what tells several lines of one office apart; absent: the only line
   */
  @Json
  record Line(
      @Nullable String gateway,
      @Nullable String source,
      List<String> resolvers,
      List<Destination> destinations,
      @Nullable LineDetail detail)
      implements Access {
    public Line {
      resolvers = List.copyOf(resolvers);
      destinations = List.copyOf(destinations);
    }

    /** A line that is the office's only one. */
    public static Line plain(
        @Nullable String gateway,
        @Nullable String source,
        List<String> resolvers,
        List<Destination> destinations) {
      return new Line(gateway, source, resolvers, destinations, null);
    }
  }

  /**
   * What is further known of a line.
   *
   * @param role {@code main}, {@code backup} or {@code tslcd} (the dedicated State network)
   * @param source6 the local IPv6 address to bind to; absent: IPv6 of a backup line is not judged
   * @param pages pages whose content is known, to unmask a portal; absent or empty: the built-in
   * @param echo a page over plain http that says from which address it was asked; absent: not asked
   */
  @Json
  record LineDetail(
      String role, @Nullable String source6, @Nullable List<Page> pages, @Nullable String echo) {
    public LineDetail {
      pages = pages == null ? List.of() : List.copyOf(pages);
    }
  }

  /**
   * What a sample of a line's throughput is taken with, and what it is judged by.
   *
   * @param download a file over plain http, best 5 MB and more of random bytes
   * @param upload a page over plain http that takes a POST; absent: no upload is sampled
   * @param contractedDown what the provider promised, in bytes per second; absent: not judged
   * @param contractedUp the same of the other direction
   * @param onBackup whether a backup line may spend up to 5 MB a day on it
   */
  @Json
  record Throughput(
      String download,
      @Nullable String upload,
      @Nullable Double contractedDown,
      @Nullable Double contractedUp,
      boolean onBackup)
      implements Access {}

  /**
   * A page over plain http whose answer is known.
   *
   * @param url http; with an IP address for a host it is asked without any name server
   * @param status the expected status code, e.g. 204
   * @param text what the body has to contain; absent: anything
   * @param location how the header Location has to begin; absent: any redirect is unexpected
   */
  @Json
  record Page(String url, int status, @Nullable String text, @Nullable String location) {}

  /**
   * A public address beyond the gateway.
   *
   * @param name a short code, used as a metric label; never an address
   * @param scope {@code domestic} or {@code foreign}; {@code internal} in the State network
   * @param address an IP address
   * @param port the TCP port of the fallback where ICMP is not permitted
   */
  @Json
  record Destination(String name, String scope, String address, int port) {}

  /**
   * A web system.
   *
   * @param url http or https
   * @param status accepted status codes, e.g. {@code 200-403} or {@code 200,302}
   * @param text text that the body has to contain; absent: any body
   * @param caFile further trusted certificates (PEM) on the agent; absent: the public ones
   * @param expect what is further expected; absent: nothing
   */
  @Json
  record Web(
      String url,
      String status,
      @Nullable String text,
      @Nullable String caFile,
      @Nullable WebDetail expect)
      implements Access {
    /** One of which nothing further is expected. */
    public static Web plain(
        String url, String status, @Nullable String text, @Nullable String caFile) {
      return new Web(url, status, text, caFile, null);
    }
  }

  /**
   * What is further expected of a web system. Redirects to its own host are followed, to others
   * only where they are named; with a login text, or with a text, others are a failure.
   *
   * @param loginText text of the page on which people log in, reached by way of redirects; absent:
   *     no such page is expected
   * @param redirectTo how the URL of the page reached has to begin; absent: anyhow
   * @param redirectHosts hosts that a redirect may lead to, beside its own and that of the former
   * @param title the whole title of the page reached, single spaces between its words
   * @param titleSha256 of that title in UTF-8 and NFC, lower-case hexadecimal, in place of it
   * @param titleVaries true: the title is not remembered, where none is given
   * @param certificateName a name that the certificate has to carry as it stands, in place of the
   *     host's; absent: the host's
   */
  @Json
  record WebDetail(
      @Nullable String loginText,
      @Nullable String redirectTo,
      List<String> redirectHosts,
      @Nullable String title,
      @Nullable String titleSha256,
      boolean titleVaries,
      @Nullable String certificateName) {
    public static final WebDetail NONE =
        new WebDetail(null, null, List.of(), null, null, false, null);

    public WebDetail {
      redirectHosts = List.copyOf(redirectHosts);
    }
  }

  /**
   * A mail service; at least one of the first three is there.
   *
   * @param domain behind the at sign of its addresses; absent: MX is not asked for
   * @param smtp its submission server, see {@link MailServer#smtp}; absent: not asked
   * @param imap its mailbox server, see {@link MailServer#imap}; absent: not asked
   * @param resolvers name servers to ask for MX, host or host:port; empty: the machine's own
   * @param caFile further trusted certificates (PEM) on the agent; absent: the public ones
   * @param certificateName a name that the certificates have to carry as it stands, in place of the
   *     host's; absent: the host's
   */
  @Json
  record Mail(
      @Nullable String domain,
      @Nullable String smtp,
      @Nullable String imap,
      List<String> resolvers,
      @Nullable String caFile,
      @Nullable String certificateName)
      implements Access {
    public Mail {
      resolvers = List.copyOf(resolvers);
    }
  }

  /**
   * On-line meetings; at least one of the first two is there.
   *
   * @param host where they take place, see {@link MeetingPoint#host}; absent: only the codec
   * @param codec in the office's own room, see {@link MeetingPoint#codec}; absent: PCs only
   * @param caFile further trusted certificates (PEM) on the agent; absent: the public ones
   * @param certificateName a name that the host's certificate has to carry as it stands, in place
   *     of the host's; absent: the host's
   * @param sample a file of some hundred kilobytes over plain http that shows how much the line
   *     carries; absent: that is not measured
   */
  @Json
  record Meeting(
      @Nullable String host,
      @Nullable String codec,
      @Nullable String caFile,
      @Nullable String certificateName,
      @Nullable String sample)
      implements Access {}

  /** DHCP (RFC 2131) on the link of the target: the one address that may give out addresses. */
  @Json
  record Dhcp(String server) implements Access {}

  /**
   * A network for guests behind an access point.
   *
   * @param portal the page that guests see first, over plain http; absent: there is none
   * @param text text that this page has to contain; absent: any page
   * @param source this computer's own address in the guests' network; absent: it has none
   * @param staff what no guest may reach: addresses, most with a TCP port; empty without source
   */
  @Json
  record Guest(
      @Nullable String portal, @Nullable String text, @Nullable String source, List<String> staff)
      implements Access {
    public Guest {
      staff = List.copyOf(staff);
    }
  }

  /**
   * Leave to look around for devices once a day.
   *
   * @param networks IPv4 networks such as {@code 192.168.1.0/24}, at most a /22 each
   * @param never networks that are left alone, whatever is in {@code networks}
   */
  @Json
  record Discover(List<String> networks, List<String> never) implements Access {
    public Discover {
      networks = List.copyOf(networks);
      never = List.copyOf(never);
    }
  }

  /** Time servers for a machine's clock check; empty: its own, else the built-in ones. */
  @Json
  record Clock(List<String> servers) implements Access {
    public Clock {
      servers = List.copyOf(servers);
    }
  }

  /**
   * What the plan demands of a machine ({@link Demands}).
   *
   * @param products ids of protection products, each of which it has to have; empty: any
   * @param devices what has to be attached to it
   */
  @Json
  record Required(List<String> products, List<String> devices) implements Access {
    public Required {
      products = List.copyOf(products);
      devices = List.copyOf(devices);
    }
  }

  /**
   * How protection products are recognised; where a machine has none, by the built-in catalogue.
   */
  @Json
  record Products(ProductCatalogue catalogue) implements Access {}
}
