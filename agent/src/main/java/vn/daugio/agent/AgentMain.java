package vn.daugio.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.AgentFiles;
import vn.daugio.protocol.ConfigException;

/**
 * The program. What runs all day or every quarter of an hour is read by hand: the library that
 * reads the other commands costs more memory than the rounds.
 */
public final class AgentMain {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int UNUSABLE = 2;

  private AgentMain() {}

  public static void main(String[] arguments) {
    forgetNamesAtOnce();
    if (Boolean.getBoolean(LoadedClasses.WANTED)) {
      LoadedClasses.load();
    }
    @Nullable Service service = Service.parse(arguments);
    int status = service == null ? AgentCommands.execute(arguments) : service.start();
    System.exit(status);
  }

  /** A name server that is back shall be believed at once, and one that is gone be noticed. */
  static void forgetNamesAtOnce() {
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  /**
   * {@code tick} or {@code run}.
   *
   * @param stays {@code run}
   * @param roundNow a full round at once
   */
  record Service(boolean stays, Path config, boolean roundNow) {
    /** Null when these are not plainly the arguments of a service. */
    static @Nullable Service parse(String[] arguments) {
      if (arguments.length == 0 || !(arguments[0].equals("tick") || arguments[0].equals("run"))) {
        return null;
      }
      @Nullable String config = null;
      boolean roundNow = false;
      for (int i = 1; i < arguments.length; i++) {
        if (arguments[i].equals("--now")) {
          roundNow = true;
        } else if (arguments[i].startsWith("--config=")) {
          config = arguments[i].substring("--config=".length());
        } else if (arguments[i].equals("--config") && i + 1 < arguments.length) {
          config = arguments[++i];
        } else {
          return null;
        }
      }
      return config == null
          ? null
          : new Service(arguments[0].equals("run"), Path.of(config), roundNow);
    }

    int start() {
      LogFile.useIfWanted();
      try {
        return work(AgentConfig.load(config));
      } catch (ConfigException e) {
        System.err.println(e.getMessage());
        return UNUSABLE;
      } catch (IOException e) {
        System.err.println("daugio-agent cannot use its data directory: " + e);
        return UNUSABLE;
      }
    }

    private static void warnOfMissing(List<String> files) {
      if (!files.isEmpty()) {
        System.err.println(
            "daugio-agent: files are missing: "
                + String.join(", ", files)
                + ". An antivirus program may have put them into quarantine; restore them, tell it to"
                + " leave this folder alone, or install again");
      }
    }

    private int work(AgentConfig settings) throws IOException {
      warnOfMissing(AgentFiles.ofThisProgram().missing());
      if (settings.collector() == null) {
        System.err.println(config + ": 1 problem\n  - collector: is missing; run and tick need it");
        return UNUSABLE;
      }
      Optional<Agent> opened =
          Agent.open(settings, Machines.equipment(Clock.systemUTC(), settings.networks()));
      if (opened.isEmpty()) {
        System.err.println(
            "another daugio-agent works in " + settings.spool().directory() + "; nothing to do");
        return DONE;
      }
      Ending ending = Ending.of(Thread.currentThread());
      try (Agent agent = opened.get()) {
        if (stays) {
          agent.run(roundNow);
        } else {
          agent.tickOnce(roundNow);
          if (agent.isResident()) {
            agent.runWhileResident();
          }
        }
      } catch (InterruptedException e) {
        // somebody ended us; what is on the disk is whole
        return DONE;
      } finally {
        ending.reached();
      }
      return DONE;
    }
  }
}
