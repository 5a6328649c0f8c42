package vn.daugio.agent.check;

import vn.daugio.agent.os.AgentFiles;
import vn.daugio.protocol.Reason;

/** What a result says when files of the agent itself are gone or are no longer its own. */
public final class OwnFiles {
  private OwnFiles() {}

  public static void judge(AgentFiles files, Finding.Builder finding) {
    AgentFiles.Damage damage = files.damage();
    if (!damage.isNone()) {
      finding.warn(Reason.AGENT_FILE_MISSING).fact("agentFiles", damage.names());
    }
  }
}
