package vn.daugio.agent.check.server;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.daugio.agent.check.DataFile;

/** The commands of one flavour of host: data that comes with the program, nothing else is run. */
final class ServerCommands {
  private ServerCommands() {}

  /** Name to command, in the order of the file. */
  static Map<String, String> of(String flavor) {
    Map<String, String> commands = new LinkedHashMap<>();
    for (String line : DataFile.lines(ServerCommands.class, flavor + ".commands")) {
      String[] words = line.split("\\s+", 2);
      commands.put(words[0], words[1]);
    }
    return commands;
  }
}
