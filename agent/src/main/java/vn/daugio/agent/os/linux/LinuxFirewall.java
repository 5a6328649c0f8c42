package vn.daugio.agent.os.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.daugio.agent.os.Command;
import vn.daugio.agent.os.CommandException;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Firewall;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.SmallFiles;

/**
 * The kernel's rules for packets to this computer, by nft and, where its tables are loaded, by
 * iptables-legacy; both need root. Without, what ufw and firewalld say of themselves.
 */
public final class LinuxFirewall implements Firewall {
  private static final Duration AT_MOST = Duration.ofSeconds(3);
  private static final int SCOPE_GLOBAL = 0;

  private final Path root;
  private final List<String> before;

  public LinuxFirewall() {
    this(Path.of("/"), List.of());
  }

  /**
   * @param root where {@code proc}, {@code etc} and {@code run} stand
   * @param before what each command line begins with, e.g. to run in another namespace
   */
  public LinuxFirewall(Path root, List<String> before) {
    this.root = root;
    this.before = List.copyOf(before);
  }

  @Override
  public State state(Deadline deadline) throws NotPermittedException, InterruptedException {
    try {
      Optional<FilterChains> nft = nft(deadline);
      Optional<Boolean> v4 = either(nft, legacy("ip", deadline), "ip");
      Optional<Boolean> v6 = either(nft, legacy("ip6", deadline), "ip6");
      return state(v4, v6);
    } catch (NotPermittedException e) {
      return byFiles().orElseThrow(() -> e);
    }
  }

  private static Optional<Boolean> either(
      Optional<FilterChains> nft, Optional<FilterChains> legacy, String family) {
    if (nft.isEmpty() && legacy.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        nft.filter(chains -> chains.drops(family)).isPresent()
            || legacy.filter(chains -> chains.drops(family)).isPresent());
  }

  private State state(Optional<Boolean> v4, Optional<Boolean> v6) {
    List<Profile> profiles = new ArrayList<>();
    profiles.add(new Profile("ipv4", v4, true));
    List<Integer> scopes =
        SmallFiles.lines(root.resolve("proc/net/if_inet6")).stream()
            .map(line -> line.strip().split("\\s+", -1))
            .filter(columns -> columns.length == 6 && !columns[5].equals("lo"))
            .filter(columns -> columns[3].matches("[0-9a-f]{2}"))
            .map(columns -> Integer.valueOf(columns[3], 16))
            .toList();
    if (!scopes.isEmpty()) {
      profiles.add(new Profile("ipv6", v6, scopes.contains(SCOPE_GLOBAL)));
    }
    return new State(profiles, List.of());
  }

  /** Empty when nft prints what cannot be read. */
  private Optional<FilterChains> nft(Deadline deadline)
      throws NotPermittedException, InterruptedException {
    // terse: a set may have a million elements
    Command.Result result = run(deadline, "nft", "-j", "-t", "list", "ruleset");
    return result.truncated() ? Optional.empty() : NftRules.parse(result.out());
  }

  /** Empty where its table is not loaded; asking would load it. */
  private Optional<FilterChains> legacy(String family, Deadline deadline)
      throws NotPermittedException, InterruptedException {
    String tool = family.equals("ip") ? "ip" : "ip6";
    Path loaded = root.resolve("proc/net/" + tool + "_tables_names");
    if (!SmallFiles.lines(loaded).contains("filter")) {
      return Optional.empty();
    }
    return IptablesRules.parse(run(deadline, tool + "tables-legacy", "-S").out(), family);
  }

  private Command.Result run(Deadline deadline, String program, String... arguments)
      throws NotPermittedException, InterruptedException {
    List<String> line = new ArrayList<>(before);
    line.add(Files.isExecutable(Path.of("/usr/sbin", program)) ? "/usr/sbin/" + program : program);
    line.addAll(List.of(arguments));
    try {
      Command.Result result = Command.run(line, Deadline.in(deadline.atMost(AT_MOST)));
      if (result.exitCode() != 0) {
        throw new NotPermittedException(program + " exits with " + result.exitCode());
      }
      return result;
    } catch (CommandException e) {
      throw new NotPermittedException(program + ": " + e.failure());
    }
  }

  /** Empty where neither is switched on: other rules could be there. */
  private Optional<State> byFiles() {
    if (is("etc/ufw/ufw.conf", "ENABLED", "yes")) {
      boolean drops =
          !is("etc/default/ufw", "DEFAULT_INPUT_POLICY", "ACCEPT")
              && Files.isReadable(root.resolve("etc/default/ufw"));
      boolean both = is("etc/default/ufw", "IPV6", "yes");
      return Optional.of(state(Optional.of(drops), Optional.of(drops && both)));
    }
    Optional<Long> firewalld = SmallFiles.number(root.resolve("run/firewalld.pid"));
    if (firewalld.isPresent() && Files.isDirectory(root.resolve("proc/" + firewalld.get()))) {
      Optional<Boolean> drops =
          Optional.of(!is("etc/firewalld/firewalld.conf", "DefaultZone", "trusted"));
      return Optional.of(state(drops, drops));
    }
    return Optional.empty();
  }

  /** Lines {@code KEY=value} as a shell reads them; the last one counts. */
  private boolean is(String file, String key, String value) {
    return SmallFiles.lines(root.resolve(file)).stream()
        .map(String::strip)
        .filter(line -> line.startsWith(key + "="))
        .reduce((first, last) -> last)
        .map(line -> line.substring(key.length() + 1).replace("\"", "").replace("'", "").strip())
        .filter(value::equalsIgnoreCase)
        .isPresent();
  }
}
