package vn.daugio.collector;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import vn.daugio.collector.notify.Channel;
import vn.daugio.collector.notify.Notifier;
import vn.daugio.collector.notify.ZaloBotNotifier;
import vn.daugio.protocol.ConfigException;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Problems;

/**
 * {@code zalo-chats F --name N [--wait 30s]}: waits once for somebody to write to the bot and
 * prints the chat's id and type, for the contacts of the plan.
 */
final class ZaloChatsCommand extends Command {
  private static final Duration USUAL = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final PrintStream out;
  private final PrintStream err;

  ZaloChatsCommand(PrintStream out, PrintStream err) {
    super("zalo-chats", "tests a Zalo bot's token and prints the id of a chat that writes to it");
    this.out = out;
    this.err = err;
  }

  @Override
  public void configure(Subparser parser) {
    parser.addArgument("file").help("the configuration");
    parser.addArgument("--name").required(true).help("the name of the zalo-bot channel");
    parser.addArgument("--wait").setDefault("30s").help("for how long, at most 60s");
  }

  @Override
  public void run(Bootstrap<?> bootstrap, Namespace options) {
    CollectorSettings settings = SettingsFile.read(Path.of(options.getString("file")));
    Problems problems = new Problems();
    Duration wait =
        ConfigMap.of("", Map.of("--wait", options.getString("wait")), problems)
            .duration("--wait", USUAL);
    if (wait.compareTo(LONGEST) > 0) {
      problems.add("--wait", "at most 60s");
    }
    String wanted = Channel.ZALO_BOT.code() + ":" + options.getString("name");
    Optional<ZaloBotNotifier> bot = find(settings.channels(), wanted, problems);
    problems.throwIfAny("zalo-chats");
    ZaloBotNotifier.Chats chats = bot.orElseThrow().chats(wait);
    if (!chats.problem().isEmpty()) {
      throw new ConfigException("zalo-chats", List.of(chats.problem()));
    }
    err.println("the token is accepted");
    if (chats.chats().isEmpty()) {
      err.println(
          "nobody wrote to the bot within "
              + wait.toSeconds()
              + " s; write to it from the phone or the group that is to be told, and run this"
              + " again");
    }
    chats.chats().forEach(chat -> out.println(chat.id() + "\t" + chat.type()));
  }

  private static Optional<ZaloBotNotifier> find(
      List<Notifier> channels, String wanted, Problems problems) {
    TreeSet<String> names = new TreeSet<>();
    for (Notifier one : channels) {
      if (one instanceof ZaloBotNotifier bot) {
        if (bot.name().equals(wanted)) {
          return Optional.of(bot);
        }
        names.add(bot.name().substring(bot.name().indexOf(':') + 1));
      }
    }
    problems.unknownName(
        "--name", "zalo-bot channel", wanted.substring(wanted.indexOf(':') + 1), names);
    return Optional.empty();
  }

  @Override
  public void onError(Cli cli, Namespace namespace, Throwable failure) {
    Failure.tell(cli.getStdErr(), failure);
  }
}
