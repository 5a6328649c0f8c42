package vn.daugio.agent.os.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.CommandException;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Exposure;

/** Samba by its own testparm, remote desktop by its port, sshd by its configuration. */
public final class LinuxExposure implements Exposure {
  private static final Duration AT_MOST = Duration.ofSeconds(3);
  private static final int REMOTE_DESKTOP_PORT = 3389;

  private final Path root;
  private final List<String> testparm;

  public LinuxExposure() {
    this(Path.of("/"), List.of("testparm"));
  }

  /**
   * @param root where {@code etc}, {@code proc} and {@code usr} stand
   * @param testparm how to start testparm, without its arguments
   */
  public LinuxExposure(Path root, List<String> testparm) {
    this.root = root;
    this.testparm = List.copyOf(testparm);
  }

  @Override
  public Map<Opening, State> openings(Deadline deadline) throws InterruptedException {
    Map<Opening, State> openings = new EnumMap<>(Opening.class);
    ListeningPorts listening = new ListeningPorts(root);
    openings.put(
        Opening.REMOTE_DESKTOP,
        listening.isReadable() ? state(listening.has(REMOTE_DESKTOP_PORT)) : State.UNREAD);
    if (Files.exists(root.resolve("usr/sbin/sshd"))) {
      openings.put(Opening.ROOT_LOGIN, rootLogin(listening));
    }
    if (Files.exists(root.resolve("usr/sbin/smbd"))) {
      samba(openings, deadline);
    }
    return openings;
  }

  private static State state(boolean open) {
    return open ? State.OPEN : State.CLOSED;
  }

  private State rootLogin(ListeningPorts listening) {
    Path file = root.resolve("etc/ssh/sshd_config");
    if (Files.exists(file) && !Files.isReadable(file)) {
      return State.REFUSED;
    }
    if (!listening.isReadable()) {
      return State.UNREAD;
    }
    SshdConfig config = new SshdConfig(root);
    return state(
        config.letsRootInWithPassword() && config.ports().stream().anyMatch(listening::has));
  }

  private void samba(Map<Opening, State> openings, Deadline deadline) throws InterruptedException {
    Path file = root.resolve("etc/samba/smb.conf");
    Optional<SambaConfig> config = Optional.empty();
    State otherwise = Files.isReadable(file) ? State.UNREAD : State.REFUSED;
    if (Files.isReadable(file)) {
      List<String> line = new ArrayList<>(testparm);
      line.addAll(List.of("-s", "--suppress-prompt", file.toString()));
      try {
        Command.Result result = Command.run(line, Deadline.in(deadline.atMost(AT_MOST)));
        if (result.exitCode() == 0 && !result.truncated()) {
          config = SambaConfig.parse(result.out());
        }
      } catch (CommandException e) {
        // without the tool of its own package nothing is known of it
        otherwise = State.UNREAD;
      }
    }
    State unknown = otherwise;
    openings.put(Opening.SMB1_SERVER, config.map(it -> state(it.servesSmb1())).orElse(unknown));
    openings.put(Opening.SMB1_CLIENT, config.map(it -> state(it.asksSmb1())).orElse(unknown));
    openings.put(
        Opening.GUEST_SHARE, config.map(it -> state(it.hasShareForEverybody())).orElse(unknown));
  }
}
