package vn.daugio.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Problems;
import vn.daugio.protocol.Target;

/** Turns the file names in targets into paths beside the configuration and sees that they exist. */
final class TargetFiles {
  private final Path directory;
  private final Problems problems;
  private final String path;

  private TargetFiles(Path directory, Problems problems, String path) {
    this.directory = directory;
    this.problems = problems;
    this.path = path;
  }

  /**
   * @param directory where relative names start
   * @param problems gets a line for every file that cannot be read
   */
  static List<Target> resolve(List<Target> targets, Path directory, Problems problems) {
    return targets.stream()
        .map(
            target ->
                new TargetFiles(directory, problems, "targets '" + target.name() + "'")
                    .resolve(target))
        .toList();
  }

  private Target resolve(Target target) {
    List<Access> access = target.access().stream().map(this::resolve).toList();
    return new Target(
        target.name(),
        target.kind(),
        target.address(),
        target.line(),
        access,
        target.serial(),
        target.mac());
  }

  private Access resolve(Access access) {
    if (access instanceof Access.Snmp snmp) {
      return new Access.Snmp(
          snmp.version(),
          snmp.community(),
          snmp.user(),
          secret("snmp.auth", snmp.auth()),
          secret("snmp.priv", snmp.priv()));
    } else if (access instanceof Access.Smb smb) {
      return new Access.Smb(smb.url(), smb.account(), file("password-file", smb.passwordFile()));
    } else if (access instanceof Access.Ssh ssh) {
      return new Access.Ssh(
          ssh.address(),
          ssh.user(),
          optional("ssh.key-file", ssh.keyFile()),
          optional("ssh.password-file", ssh.passwordFile()),
          ssh.flavor(),
          ssh.hostKey(),
          ssh.backup());
    } else if (access instanceof Access.Web web) {
      return new Access.Web(
          web.url(), web.status(), web.text(), optional("ca-file", web.caFile()), web.expect());
    } else if (access instanceof Access.Mail mail) {
      return new Access.Mail(
          mail.domain(),
          mail.smtp(),
          mail.imap(),
          mail.resolvers(),
          optional("ca-file", mail.caFile()),
          mail.certificateName());
    } else if (access instanceof Access.Meeting meeting) {
      return new Access.Meeting(
          meeting.host(),
          meeting.codec(),
          optional("ca-file", meeting.caFile()),
          meeting.certificateName(),
          meeting.sample());
    }
    return access;
  }

  private Access.@Nullable SnmpSecret secret(String key, Access.@Nullable SnmpSecret secret) {
    return secret == null
        ? null
        : new Access.SnmpSecret(
            secret.protocol(), file(key + ".password-file", secret.passwordFile()));
  }

  private @Nullable String optional(String key, @Nullable String name) {
    return name == null ? null : file(key, name);
  }

  private String file(String key, String name) {
    if (name.isEmpty()) {
      return name; // already a problem: it is missing
    }
    Path file = AgentConfig.beside(directory, name, path + "." + key, problems);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      problems.add(path + "." + key, "file " + file + " cannot be read");
    }
    return file.toString();
  }
}
