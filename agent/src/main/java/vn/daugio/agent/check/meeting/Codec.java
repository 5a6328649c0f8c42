package vn.daugio.agent.check.meeting;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.HostLookup;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SipOptions;
import vn.daugio.agent.probe.TcpConnect;
import vn.daugio.protocol.MeetingPoint;
import vn.daugio.protocol.Reason;

/** Whether the codec in the meeting room answers, by SIP, or by a port that opens. */
final class Codec {
  private static final int H323 = 1720;
  private static final int HTTPS = 443;

  private final MeetingPoint point;
  private final Finding.Builder finding;

  Codec(MeetingPoint point, Finding.Builder finding) {
    this.point = point;
    this.finding = finding;
  }

  /** One way of asking it. */
  private interface Way {
    /**
     * @return how long it took
     */
    Duration ask(InetAddress codec, Deadline deadline);
  }

  private record Named(String name, Way way) {}

  void judge(Deadline deadline) throws InterruptedException {
    finding.fact("codec", point.host());
    List<InetAddress> addresses = addresses(deadline);
    List<Named> ways = ways();
    int left = ways.size();
    @Nullable String failure = null;
    for (Named one : addresses.isEmpty() ? List.<Named>of() : ways) {
      Deadline share = Deadline.in(deadline.remaining().dividedBy(left--));
      try {
        Duration took = one.way().ask(addresses.get(0), share);
        finding.fact("codecBy", one.name());
        finding.measure("codec_latency_seconds", took.toNanos() / 1e9);
        return;
      } catch (ProbeException e) {
        failure = e.getMessage();
      }
    }
    finding.fact("codecFailure", failure);
    finding.fail(Reason.MEETING_CODEC_NOT_ANSWERING);
  }

  private List<InetAddress> addresses(Deadline deadline) throws InterruptedException {
    try {
      return HostLookup.addresses(point.host(), deadline);
    } catch (ProbeException e) {
      finding.fact("codecFailure", e.getMessage());
      return List.of();
    }
  }

  private List<Named> ways() {
    List<Named> ways = new ArrayList<>();
    boolean any = point.way() == MeetingPoint.Way.ANY;
    if (any || point.way() == MeetingPoint.Way.SIP) {
      ways.add(new Named("sip/udp", this::sipOverUdp));
      ways.add(new Named("sip/tcp", this::sipOverTcp));
    }
    if (any || point.way() == MeetingPoint.Way.H323) {
      ways.add(new Named("h323", (codec, deadline) -> open(codec, H323, deadline)));
    }
    if (any || point.way() == MeetingPoint.Way.HTTPS) {
      ways.add(new Named("https", (codec, deadline) -> open(codec, HTTPS, deadline)));
    }
    return ways;
  }

  private Duration sipOverUdp(InetAddress codec, Deadline deadline) {
    return said(SipOptions.overUdp(at(codec, SipOptions.PORT), deadline));
  }

  private Duration sipOverTcp(InetAddress codec, Deadline deadline) {
    return said(SipOptions.overTcp(at(codec, SipOptions.PORT), deadline));
  }

  private Duration said(SipOptions.Answer answer) {
    finding.fact("sipStatus", Integer.toString(answer.status()));
    return answer.took();
  }

  private Duration open(InetAddress codec, int port, Deadline deadline) {
    return TcpConnect.time(at(codec, port), null, deadline);
  }

  private InetSocketAddress at(InetAddress codec, int usual) {
    return new InetSocketAddress(codec, point.port() == 0 ? usual : point.port());
  }
}
