package vn.daugio.collector.notify;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import vn.daugio.collector.notify.Notifier.Delivery;

/**
 * What a modem's errors mean: +CMS (3GPP TS 27.005, 3.2.5; up to 127 the network's causes of TS
 * 24.011, annex E) and +CME (TS 27.007, 9.2).
 */
final class ModemErrors {
  private static final Map<String, String> MISCONFIGURED = new TreeMap<>();

  /** Numbers that are not assigned or not known, and texts that the network never takes. */
  private static final Set<String> PERMANENT =
      Set.of(
          "CMS 1", "CMS 21", "CMS 28", "CMS 30", "CMS 81", "CMS 95", "CMS 96", "CMS 97", "CMS 99",
          "CMS 111", "CMS 304", "CMS 305");

  static {
    String account = "the SIM may not send messages: balance, contract or barring";
    for (String code : Set.of("CMS 8", "CMS 10", "CMS 29", "CMS 50", "CMS 69")) {
      MISCONFIGURED.put(code, account);
    }
    for (String code : Set.of("CMS 310", "CME 10")) {
      MISCONFIGURED.put(code, "there is no SIM in the modem");
    }
    for (String code : Set.of("CMS 311", "CME 11")) {
      MISCONFIGURED.put(code, "the SIM wants its PIN");
    }
    for (String code : Set.of("CMS 312", "CMS 316", "CMS 317", "CMS 318", "CME 12", "CME 17")) {
      MISCONFIGURED.put(code, "the SIM is locked");
    }
    for (String code : Set.of("CMS 313", "CMS 315", "CME 13", "CME 15")) {
      MISCONFIGURED.put(code, "the SIM is defective or of another network");
    }
    MISCONFIGURED.put("CME 16", "the PIN is wrong");
    MISCONFIGURED.put("CMS 330", "the SIM does not know the number of its service centre");
    MISCONFIGURED.put("CMS 303", "the modem cannot send messages");
  }

  private ModemErrors() {}

  static Delivery judge(String name, AtDialogue.Answer answer) {
    if (answer.isSilence()) {
      return new Delivery.RetryLater(name + ": the modem does not answer");
    }
    String code = answer.error().orElse("");
    String why = MISCONFIGURED.get(code);
    if (why != null) {
      return new Delivery.Misconfigured(name + ": " + why + " (" + code + ")");
    }
    if (PERMANENT.contains(code)) {
      return new Delivery.Permanent(name + ": the network does not take it (" + code + ")");
    }
    return new Delivery.RetryLater(
        name + ": the modem could not send (" + (code.isEmpty() ? "ERROR" : code) + ")");
  }
}
