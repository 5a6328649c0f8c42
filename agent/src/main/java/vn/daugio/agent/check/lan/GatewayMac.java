package vn.daugio.agent.check.lan;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Finding;
import vn.daugio.protocol.Reason;

/**
 * Whether the gateway is still the same box: its MAC address beside the one that was known. Another
 * one is a new router, or a machine that poses as it (RFC 826 proves nothing); a person has to say
 * which. It is believed when it has been there for sixty readings, an hour of watching.
 */
final class GatewayMac {
  private static final String MAC = "mac";
  private static final String NEW = "newMac";
  private static final String SEEN = "newMacSeen";
  private static final int BELIEVED_AFTER = 60;

  private GatewayMac() {}

  /**
   * @param present empty: the system does not know it now
   * @param last what was remembered of this same gateway
   */
  static void judge(Optional<String> present, Map<String, String> last, Finding.Builder finding) {
    @Nullable String known = last.get(MAC);
    if (known == null || present.isEmpty()) {
      finding.remember(MAC, present.orElse(known));
      finding.remember(NEW, last.get(NEW));
      finding.remember(SEEN, last.get(SEEN));
      return;
    }
    String mac = present.get();
    int seen = mac.equals(last.get(NEW)) ? seen(last) + 1 : 1;
    if (mac.equals(known) || seen >= BELIEVED_AFTER) {
      finding.remember(MAC, mac);
      return;
    }
    finding.remember(MAC, known);
    finding.remember(NEW, mac);
    finding.remember(SEEN, Integer.toString(seen));
    finding.fact("macBefore", known);
    finding.fact("macNow", mac);
    finding.warn(Reason.LAN_GATEWAY_CHANGED);
  }

  private static int seen(Map<String, String> last) {
    String text = last.getOrDefault(SEEN, "");
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
  }
}
