package vn.daugio.agent;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.daugio.agent.os.LocalMachines;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.ConfigException;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.Problems;

/** The command line of people; see {@link AgentMain} for what runs unattended. */
@Command(
    name = "daugio-agent",
    mixinStandardHelpOptions = true,
    versionProvider = AgentCommands.Version.class,
    description = "Checks the IT of an office before its hours begin.",
    subcommands = {
      AgentCommands.CheckNow.class,
      AgentCommands.TickOnce.class,
      AgentCommands.Run.class,
      AgentCommands.Join.class,
      AgentCommands.Discover.class,
      AgentCommands.ConfigCheck.class
    })
final class AgentCommands {
  /** Exit code: 2 for every mistake in arguments, and for what a command could not do. */
  static int execute(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    CommandLine line = new CommandLine(new AgentCommands());
    line.setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(
        (error, command, parsed) -> {
          if (!(error instanceof ConfigException)) {
            System.err.print("daugio-agent could not do it: ");
          }
          System.err.println(error.getMessage() == null ? error : error.getMessage());
          return AgentMain.UNUSABLE;
        });
    if (arguments.length == 0) {
      line.usage(System.err);
      return AgentMain.UNUSABLE;
    }
    return line.execute(arguments);
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"daugio-agent " + Machines.version()};
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Runs one full round now, prints the results, sends nothing.",
      exitCodeListHeading = "Exit codes:%n",
      exitCodeList = {"0:nothing failed", "1:something failed", "2:could not run"})
  static final class CheckNow implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "F", description = "The agent's configuration.")
    @Nullable Path config;

    @Option(
        names = "--only",
        split = ",",
        paramLabel = "TYPE",
        description = "Only these check types, e.g. internet.link,lan.gateway.")
    @Nullable List<String> only;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text")
    String format = "text";

    @Option(names = "--lang", paramLabel = "vi|en", defaultValue = "vi")
    String lang = "vi";

    @Override
    public Integer call() throws InterruptedException {
      Problems problems = new Problems();
      Set<String> codes =
          Arrays.stream(CheckType.values())
              .map(CheckType::code)
              .collect(Collectors.toCollection(TreeSet::new));
      List<CheckType> types = new ArrayList<>();
      if (only != null && only.stream().allMatch(String::isBlank)) {
        problems.add("--only", "names no check type");
      }
      for (String code : only == null ? List.<String>of() : only) {
        CheckType.ofCode(code.strip())
            .ifPresentOrElse(types::add, () -> problems.unknownKey("--only", code.strip(), codes));
      }
      oneOf(problems, "--format", format, "text", "json");
      oneOf(problems, "--lang", lang, "vi", "en");
      problems.throwIfAny("daugio-agent check");
      return new CheckCommand(Clock.systemUTC())
          .run(config, types, format.equals("json"), Language.of(lang));
    }
  }

  private static void oneOf(Problems problems, String option, String value, String a, String b) {
    if (!value.equals(a) && !value.equals(b)) {
      problems.add(option, a + " or " + b + " is expected, not '" + value + "'");
    }
  }

  @Command(
      name = "tick",
      mixinStandardHelpOptions = true,
      description = "Does what is due now, sends it and ends; for a timer, every 15 minutes.")
  static final class TickOnce extends ServiceCommand {
    TickOnce() {
      super(false);
    }
  }

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = "Stays: scheduled rounds, spool, delivery.")
  static final class Run extends ServiceCommand {
    Run() {
      super(true);
    }
  }

  /** Never executed with sound arguments, but for its help and its messages. */
  @Command
  abstract static class ServiceCommand implements Callable<Integer> {
    private final boolean stays;

    @Option(names = "--config", paramLabel = "F", required = true)
    Path config = Path.of("");

    @Option(names = "--now", description = "Runs a full round at once.")
    boolean now;

    ServiceCommand(boolean stays) {
      this.stays = stays;
    }

    @Override
    public Integer call() {
      return new AgentMain.Service(stays, config, now).start();
    }
  }

  @Command(
      name = "join",
      mixinStandardHelpOptions = true,
      description = "Enrols this machine; writes its configuration and credential.")
  static final class Join implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "URL", description = "The collector's address.")
    String url = "";

    @Parameters(index = "1", paramLabel = "CODE", description = "The join code.")
    String code = "";

    @Option(names = "--config", paramLabel = "F", defaultValue = "agent.yaml")
    Path config = Path.of("agent.yaml");

    @Option(names = "--machine", paramLabel = "NAME", description = "The machine code wished for.")
    @Nullable String machine;

    @Option(
        names = "--ca-file",
        paramLabel = "PEM",
        description = "The collector's certificate authority, the only one trusted.")
    @Nullable Path caFile;

    @Override
    public Integer call() throws java.io.IOException {
      System.out.println(new Joining(config, caFile).join(url, code, machine));
      return AgentMain.DONE;
    }
  }

  @Command(
      name = "discover",
      mixinStandardHelpOptions = true,
      description = "Finds printers, scanners, switches, cameras; proposes targets.")
  static final class Discover implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "F", description = "The agent's configuration.")
    @Nullable Path config;

    @Option(
        names = "--network",
        paramLabel = "CIDR",
        description = "Where to look, e.g. 192.168.1.0/24; else the configured networks.")
    @Nullable String network;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text")
    String format = "text";

    @Option(names = "--lang", paramLabel = "vi|en", defaultValue = "vi")
    String lang = "vi";

    @Override
    public Integer call() throws InterruptedException {
      Problems problems = new Problems();
      oneOf(problems, "--format", format, "text", "json");
      oneOf(problems, "--lang", lang, "vi", "en");
      problems.throwIfAny("daugio-agent discover");
      return new DiscoverCommand(LocalMachines.detect().network())
          .run(config, network, new DiscoverCommand.Form(format.equals("json"), Language.of(lang)));
    }
  }

  @Command(
      name = "config-check",
      mixinStandardHelpOptions = true,
      description = "Validates a configuration and lists all problems.")
  static final class ConfigCheck implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "F", description = "The agent's configuration.")
    Path config = Path.of("");

    @Override
    public Integer call() {
      AgentConfig read = AgentConfig.load(config);
      System.out.println(
          config
              + ": no problems; machine "
              + read.machine()
              + " of "
              + read.site()
              + ", targets: "
              + read.targets().size());
      return AgentMain.DONE;
    }
  }
}
