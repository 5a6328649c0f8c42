package vn.daugio.agent.check.router;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.SshHost;
import vn.daugio.agent.check.cli.CliProfile;
import vn.daugio.agent.check.cli.CliReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SshSession;
import vn.daugio.agent.probe.SshShell;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/**
 * {@code router.health}: lines, memory, storage, load, addresses given out and radios of a router,
 * access point or switch with OpenWrt, RouterOS, DrayOS or Linux, read over SSH by the profile of
 * its flavour. Its host key is pinned at first use; one with another key fails and gets no
 * password.
 */
public final class RouterHealthCheck implements Check {
  private static final List<String> FLAVORS = List.of("openwrt", "mikrotik", "draytek", "linux");

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Access.@Nullable Ssh ssh = assignment.target().access(Access.Ssh.class);
    if (ssh == null || !FLAVORS.contains(ssh.flavor())) {
      return finding.unknown(Reason.NOT_SUPPORTED).build();
    }
    RouterJudgement judgement = new RouterJudgement(finding, assignment, last);
    @Nullable String pinned = SshHost.pinned(ssh, last);
    try (SshSession session = SshSession.open(ssh, pinned, deadline)) {
      if (SshHost.isKnown(finding, session, pinned, Reason.ROUTER_HOST_KEY_CHANGED)) {
        CliProfile profile = profile(ssh.flavor());
        finding.fact("profile", profile.name() + " " + profile.version());
        judgement.judge(read(session, profile));
        return finding.build();
      }
    } catch (ProbeException e) {
      SshHost.unread(finding, e, Reason.ROUTER_UNREADABLE);
    }
    SshHost.keep(finding, last);
    judgement.keep();
    return finding.build();
  }

  static CliProfile profile(String flavor) {
    return CliProfile.load(RouterHealthCheck.class, flavor + ".profile");
  }

  private static CliReading read(SshSession session, CliProfile profile)
      throws InterruptedException {
    CliReading reading = new CliReading();
    if (profile.prompt() == null) {
      for (CliProfile.Ask ask : profile.asks()) {
        SshSession.Output output = session.run(ask.command());
        reading.read(ask, output.status(), output.text());
      }
      return reading;
    }
    try (SshShell shell = session.shell(profile.prompt(), profile.more())) {
      for (CliProfile.Ask ask : profile.asks()) {
        reading.read(ask, 0, shell.ask(ask.command()));
      }
    }
    return reading;
  }
}
