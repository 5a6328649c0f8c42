package vn.daugio.agent.check.meeting;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.system.CertificateJudgement;
import vn.daugio.agent.os.Addresses;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.HostLookup;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.TcpConnect;
import vn.daugio.agent.probe.TlsHello;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.MeetingPoint;
import vn.daugio.protocol.Reason;

/**
 * Whether an on-line meeting could begin now: the host takes connections, the codec answers, and
 * the way between is good enough for a call, and wide enough where a sample of it is configured.
 */
public final class MeetingReadinessCheck implements Check {
  private static final int MOST_ADDRESSES = 3;

  private final InstantSource clock;

  /**
   * @param clock decides which certificates have expired, and how old a sample is
   */
  public MeetingReadinessCheck(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Access.@Nullable Meeting meeting = assignment.target().access(Access.Meeting.class);
    Finding.Builder finding = Finding.of(CheckType.MEETING_READINESS);
    @Nullable String hostText = meeting == null ? null : meeting.host();
    @Nullable String codecText = meeting == null ? null : meeting.codec();
    Optional<MeetingPoint> host = hostText == null ? Optional.empty() : MeetingPoint.host(hostText);
    Optional<MeetingPoint> codec =
        codecText == null ? Optional.empty() : MeetingPoint.codec(codecText);
    if (meeting == null || (host.isEmpty() && codec.isEmpty())) {
      return finding.unknown(Reason.NOT_SUPPORTED).build();
    }
    if (codec.isPresent()) {
      Deadline third = host.isEmpty() ? deadline : Deadline.in(deadline.remaining().dividedBy(3));
      new Codec(codec.get(), finding).judge(third);
    }
    if (host.isPresent()) {
      finding.fact("host", host.get().host());
      try {
        host(host.get(), meeting, new Part(assignment, finding, deadline));
      } catch (ProbeException e) {
        failed(e, finding);
      }
    }
    @Nullable String sample = meeting.sample();
    if (sample == null) {
      finding.fact("bandwidth", "not_measured");
    } else {
      new CallBandwidth(assignment, finding, clock.instant()).judge(sample, last, deadline);
    }
    return finding.build();
  }

  /** What is the same for each step with the host. */
  private record Part(Assignment assignment, Finding.Builder finding, Deadline deadline) {
    private void phase(String name, Duration took) {
      finding.measure("phase_seconds", took.toNanos() / 1e9, Map.of("phase", name));
    }
  }

  private static void failed(ProbeException e, Finding.Builder finding) {
    Reason reason =
        switch (e.failure()) {
          case UNREACHABLE -> Reason.SYSTEM_UNREACHABLE;
          case REFUSED -> Reason.SYSTEM_REFUSED;
          case TIMED_OUT, INCOMPLETE -> Reason.SYSTEM_TIMED_OUT;
          case MALFORMED -> Reason.SYSTEM_MALFORMED;
          // a CA file that cannot be read says nothing about the host
          case UNSUPPORTED, AUTH_REJECTED -> throw e;
        };
    finding.fail(reason).fact("failure", e.getMessage());
  }

  private void host(MeetingPoint point, Access.Meeting meeting, Part part)
      throws InterruptedException {
    Deadline half = Deadline.in(part.deadline().remaining().dividedBy(2));
    long start = System.nanoTime();
    List<InetAddress> addresses = HostLookup.addresses(point.host(), half);
    if (addresses.isEmpty()) {
      part.finding().fail(Reason.SYSTEM_NAME_NOT_FOUND);
      return;
    }
    if (Addresses.parse(point.host()).isEmpty()) {
      part.phase("dns", Duration.ofNanos(System.nanoTime() - start));
    }
    List<InetAddress> first = addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()));
    InetAddress answering =
        point.way() == MeetingPoint.Way.TLS
            ? secured(new TlsHello.Server(point.host(), first, point.port()), meeting, part, half)
            : connected(first.get(0), point.port(), part, half);
    InetSocketAddress peer = new InetSocketAddress(answering, point.port());
    double enough = part.assignment().limit("loss-fail-above");
    CallQuality.of(peer, enough, part.deadline()).judge(part.assignment(), part.finding());
  }

  private InetAddress secured(
      TlsHello.Server server, Access.Meeting meeting, Part part, Deadline deadline) {
    @Nullable String caFile = meeting.caFile();
    Instant now = clock.instant();
    TlsHello.Manner manner =
        new TlsHello.Manner(
            meeting.certificateName(), caFile == null ? null : Path.of(caFile), now);
    TlsHello.Answer answer = TlsHello.ask(server, manner, deadline);
    part.phase("connect", answer.connect());
    answer.handshake().ifPresent(took -> part.phase("tls", took));
    CertificateJudgement.Wanted wanted =
        new CertificateJudgement.Wanted(
            server.host(),
            meeting.certificateName(),
            part.assignment().limit("certificate-warn-below"));
    CertificateJudgement.judge(answer.tls(), wanted, now, part.finding())
        .ifPresent(left -> part.finding().measure("certificate_remaining_seconds", left));
    return answer.address();
  }

  private static InetAddress connected(
      InetAddress address, int port, Part part, Deadline deadline) {
    part.phase("connect", TcpConnect.time(new InetSocketAddress(address, port), null, deadline));
    return address;
  }
}
