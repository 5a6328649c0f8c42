package vn.daugio.agent.check.network;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.ProbeFailure;
import vn.daugio.agent.probe.RtspOptions;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.HostPort;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;

/**
 * {@code camera.reachable}: whether a camera or recorder answers RTSP OPTIONS. Any answer of the
 * protocol will do, also one that asks for a password. Pictures are never asked for.
 */
public final class CameraReachableCheck implements Check {
  /** What is asked, and where. */
  private record Camera(HostPort peer, String url) {}

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Optional<Camera> camera = camera(assignment.target());
    if (camera.isEmpty()) {
      return finding.unknown(Reason.NOT_SUPPORTED).build();
    }
    try {
      RtspOptions.Reply reply = RtspOptions.ask(camera.get().peer(), camera.get().url(), deadline);
      return finding
          .measure("latency_seconds", reply.roundTrip().toNanos() / 1e9)
          .fact("status", Integer.toString(reply.status()))
          .build();
    } catch (ProbeException e) {
      if (e.failure() == ProbeFailure.REFUSED) {
        return finding.fail(Reason.DEVICE_PORT_CLOSED).build();
      }
      if (e.failure() == ProbeFailure.TIMED_OUT || e.failure() == ProbeFailure.UNREACHABLE) {
        return finding.fail(Reason.DEVICE_NOT_ANSWERING).fact("detail", e.getMessage()).build();
      }
      throw e;
    }
  }

  private static Optional<Camera> camera(Target target) {
    Access.@Nullable Rtsp rtsp = target.access(Access.Rtsp.class);
    if (rtsp != null) {
      return of(rtsp.url());
    }
    return Optional.ofNullable(target.address())
        .flatMap(HostPort::parse)
        .map(at -> at(new HostPort(at.host(), at.portOr(RtspOptions.PORT)), "/"));
  }

  private static Optional<Camera> of(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() == null) {
        return Optional.empty();
      }
      int port = uri.getPort() > 0 ? uri.getPort() : RtspOptions.PORT;
      String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
      return Optional.of(at(new HostPort(uri.getHost().replaceAll("^\\[|]$", ""), port), path));
    } catch (java.net.URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Without user, password and query, which may stand in a URL that was copied from elsewhere. */
  private static Camera at(HostPort peer, String path) {
    String host = peer.host().contains(":") ? "[" + peer.host() + "]" : peer.host();
    return new Camera(peer, "rtsp://" + host + ":" + peer.port() + path);
  }
}
