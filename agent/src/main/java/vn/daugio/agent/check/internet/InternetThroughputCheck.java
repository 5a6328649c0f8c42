package vn.daugio.agent.check.internet;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Network;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.HttpGet;
import vn.daugio.agent.probe.HttpSample;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.Transfer;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/**
 * A small sample of how fast a line is, against what the provider promised: at most 5 MB, both
 * directions and all headers together. Slow is said only when two samples in a row say it.
 */
public final class InternetThroughputCheck implements Check {
  /** Bytes of a sample, whatever the limit says. */
  private static final double MOST = 5e6;

  /** Headers and acknowledgements are 6 % of full segments; the rest is for what is sent twice. */
  private static final double CONTENT_SHARE = 0.75;

  private static final double DOWN_SHARE = 0.6;

  private static final Duration PER_DIRECTION = Duration.ofSeconds(12);

  private final Network network;

  public InternetThroughputCheck(Network network) {
    this.network = network;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Access.@Nullable Throughput wanted = assignment.target().access(Access.Throughput.class);
    if (wanted == null) {
      throw new IllegalArgumentException("the line names no throughput");
    }
    Access.Line line = Lines.of(assignment);
    double most = Math.min(MOST, assignment.limit("sample-bytes-most"));
    LineUse use =
        new LineUse(Lines.sourceOf(line, false), Lines.sourceOf(line, true), new Ledger(), most);
    ThroughputJudgement judgement = new ThroughputJudgement(assignment, last);
    Finding.Builder finding = judgement.finding();
    boolean both = wanted.upload() != null;
    double content = most * CONTENT_SHARE;
    boolean go =
        sample(
            new Direction("download", wanted.download(), wanted.contractedDown()),
            new Means(line, use, both ? content * DOWN_SHARE : content, deadline),
            judgement);
    if (go && wanted.upload() != null) {
      sample(
          new Direction("upload", wanted.upload(), wanted.contractedUp()),
          new Means(line, use, content * (1 - DOWN_SHARE), deadline),
          judgement);
    }
    finding.measure("sample_bytes", (double) use.ledger().bytes());
    return finding.build();
  }

  /**
   * @param contracted bytes per second; null: nothing to judge by
   */
  record Direction(String code, String url, @Nullable Double contracted) {
    boolean isDown() {
      return code.equals("download");
    }
  }

  private record Means(Access.Line line, LineUse use, double content, Deadline deadline) {}

  /** False when the other direction need not be tried. */
  private boolean sample(Direction direction, Means means, ThroughputJudgement judgement)
      throws InterruptedException {
    Finding.Builder finding = judgement.finding();
    URI uri = URI.create(direction.url());
    Optional<InetAddress> found =
        PortalReading.address(
            HttpGet.host(uri), Resolvers.of(means.line(), network), means.use(), means.deadline());
    if (found.isEmpty()) {
      finding.unknown(Reason.INTERNET_SAMPLE_NOT_ANSWERING).fact("failure", "name not found");
      return false;
    }
    InetAddress address = found.get();
    @Nullable InetAddress source = means.use().source(address);
    LineSource.Way way =
        new LineSource(network, means.line(), means.deadline()).way(address, source);
    if (way == LineSource.Way.OTHER) {
      finding.unknown(Reason.INTERNET_LINE_NOT_SEPARABLE);
      return false;
    }
    HttpSample.Request request =
        new HttpSample.Request(uri, address, source, (int) means.content(), PER_DIRECTION);
    try {
      Transfer transfer =
          direction.isDown()
              ? HttpSample.download(request, means.deadline())
              : HttpSample.upload(request, means.deadline());
      means.use().ledger().transfer(address, transfer.passed());
      judgement.judge(direction, transfer);
      return true;
    } catch (ProbeException e) {
      boolean nothing = direction.isDown() && e.failure() == ProbeFailure.MALFORMED;
      // how far it came is not known: all of it is taken as spent
      means.use().ledger().transfer(address, nothing ? 0 : request.most());
      refused(e, finding);
      return false;
    }
  }

  private static void refused(ProbeException e, Finding.Builder finding) {
    if (e.failure() == ProbeFailure.MALFORMED) {
      finding
          .unknown(Reason.INTERNET_SAMPLE_WRONG)
          .fact("answer", String.valueOf(e.getMessage()).replaceFirst("^http: ", ""));
    } else {
      finding
          .unknown(Reason.INTERNET_SAMPLE_NOT_ANSWERING)
          .fact("failure", e.failure().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
  }

  static Map<String, String> label(Direction direction) {
    return Map.of("direction", direction.isDown() ? "down" : "up");
  }
}
