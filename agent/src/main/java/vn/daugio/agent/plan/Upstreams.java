package vn.daugio.agent.plan;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Layer;
import vn.daugio.protocol.MailServer;
import vn.daugio.protocol.MeetingPoint;
import vn.daugio.protocol.Target;

/** Finds out what has to work before a target can be judged, without asking any name server. */
final class Upstreams {
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private final Reachability reachability;

  Upstreams(Reachability reachability) {
    this.reachability = reachability;
  }

  @Nullable Layer of(CheckType type, Target target) {
    if (type == CheckType.INTERNET_THROUGHPUT) {
      return loopbackSample(target) ? null : Layer.LINK;
    }
    return switch (type.layer()) {
      case MACHINE, LAN -> type.layer().upstream();
      case GATEWAY -> isLoopback(host(target)) ? null : Layer.LAN;
      case DEVICE -> device(host(target));
      case LINK -> loopbackLine(target, false) ? null : gatewayOf(target);
      case DNS -> loopbackLine(target, true) ? null : Layer.LINK;
      case SYSTEM -> system(host(target));
    };
  }

  /** A name is taken for one of the LAN: small offices have no other names for devices. */
  private @Nullable Layer device(@Nullable String host) {
    if (isLoopback(host)) {
      return null;
    }
    return address(host).filter(ip -> !reachability.isOnLink(ip)).isPresent()
        ? Layer.GATEWAY
        : Layer.LAN;
  }

  private @Nullable Layer system(@Nullable String host) {
    if (isLoopback(host)) {
      return null;
    }
    return address(host)
        .map(ip -> reachability.isOnLink(ip) ? Layer.LAN : Layer.LINK)
        .orElse(Layer.DNS);
  }

  /** A backup line has a router of its own: the main one's failure is when it is needed. */
  private static Layer gatewayOf(Target target) {
    Access.@Nullable Line line = target.access(Access.Line.class);
    Access.@Nullable LineDetail detail = line == null ? null : line.detail();
    return detail != null && detail.role().equals("backup") ? Layer.LAN : Layer.GATEWAY;
  }

  /** A line all of whose configured peers are on this machine, as in a test. */
  private static boolean loopbackLine(Target target, boolean resolvers) {
    Access.@Nullable Line line = target.access(Access.Line.class);
    if (line == null) {
      return false;
    }
    List<String> peers =
        resolvers
            ? line.resolvers()
            : line.destinations().stream().map(Access.Destination::address).toList();
    return !peers.isEmpty()
        && peers.stream()
            .allMatch(peer -> isLoopback(HostPort.parse(peer).map(HostPort::host).orElse(null)));
  }

  private static boolean loopbackSample(Target target) {
    Access.@Nullable Throughput throughput = target.access(Access.Throughput.class);
    return throughput != null && isLoopback(uriHost(throughput.download()));
  }

  private static boolean isLoopback(@Nullable String host) {
    return host != null && new HostPort(host, 0).isLoopback();
  }

  private static @Nullable String host(Target target) {
    if (target.address() != null) {
      return HostPort.parse(target.address()).map(HostPort::host).orElse(null);
    }
    for (Access access : target.access()) {
      @Nullable String host = host(access);
      if (host != null) {
        return host;
      }
    }
    return null;
  }

  private static @Nullable String host(Access access) {
    if (access instanceof Access.Web web) {
      return uriHost(web.url());
    } else if (access instanceof Access.Escl escl) {
      return uriHost(escl.url());
    } else if (access instanceof Access.Wsd wsd) {
      return uriHost(wsd.url());
    } else if (access instanceof Access.Ipp ipp) {
      return uriHost(ipp.uri());
    } else if (access instanceof Access.Smb smb) {
      return uriHost(smb.url());
    } else if (access instanceof Access.Nut nut) {
      return uriHost(nut.url());
    } else if (access instanceof Access.Rtsp rtsp) {
      return uriHost(rtsp.url());
    } else if (access instanceof Access.Ssh ssh) {
      return HostPort.parse(ssh.address()).map(HostPort::host).orElse(null);
    } else if (access instanceof Access.Mail mail) {
      return mailHost(mail);
    } else if (access instanceof Access.Guest guest && guest.portal() != null) {
      return uriHost(guest.portal());
    } else if (access instanceof Access.Meeting meeting) {
      return meetingHost(meeting);
    } else if (access instanceof Access.Line line) {
      return line.gateway();
    }
    return null;
  }

  private static @Nullable String meetingHost(Access.Meeting meeting) {
    if (meeting.host() != null) {
      return MeetingPoint.host(meeting.host()).map(MeetingPoint::host).orElse(null);
    }
    return meeting.codec() == null
        ? null
        : MeetingPoint.codec(meeting.codec()).map(MeetingPoint::host).orElse(null);
  }

  /** Of the first server, or of the one that is asked for the domain's; null: it has a name. */
  private static @Nullable String mailHost(Access.Mail mail) {
    if (mail.smtp() != null) {
      return MailServer.smtp(mail.smtp()).map(MailServer::host).orElse(null);
    } else if (mail.imap() != null) {
      return MailServer.imap(mail.imap()).map(MailServer::host).orElse(null);
    }
    return mail.resolvers().stream()
        .findFirst()
        .flatMap(HostPort::parse)
        .map(HostPort::host)
        .orElse(null);
  }

  private static @Nullable String uriHost(String uri) {
    @Nullable String host;
    try {
      host = URI.create(uri).getHost();
    } catch (IllegalArgumentException e) {
      // a plan of a newer collector; its check will say what is wrong with it
      return null;
    }
    return host == null ? null : host.replaceAll("^\\[|]$", "");
  }

  private static Optional<InetAddress> address(@Nullable String host) {
    if (host == null || !(V4.matcher(host).matches() || host.contains(":"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
