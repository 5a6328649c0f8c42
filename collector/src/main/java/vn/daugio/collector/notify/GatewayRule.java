package vn.daugio.collector.notify;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.notify.GatewayHttp.Reply;
import vn.daugio.collector.notify.Notifier.Delivery;

/**
 * How a gateway's answer is to be read: most say 200 to everything and put a code inside.
 *
 * @param where the code is; null: the status alone tells
 * @param codes what the codes mean
 */
record GatewayRule(@Nullable Where where, Codes codes) {

  /** In JSON, or in XML and plain text by a pattern whose first group is the code. */
  record Where(@Nullable JsonPointer json, @Nullable Pattern pattern) {
    Optional<String> code(String body) {
      if (json != null) {
        JsonNode node = BotApi.read(body).at(json);
        return node.isValueNode() ? Optional.of(node.asText()) : Optional.empty();
      }
      if (pattern != null) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
      }
      return Optional.empty();
    }
  }

  /**
   * @param taken one that says that the request is known already belongs here
   * @param retry busy, over a limit that passes
   * @param misconfigured key, account, balance, sender's name, template; all others are permanent
   */
  record Codes(Set<String> taken, Set<String> retry, Set<String> misconfigured) {}

  Delivery judge(String name, Reply.Answer answer) {
    Delivery byStatus = GatewayHttp.judge(name, answer.status(), answer.after());
    if (where == null) {
      return answer.isSuccess() ? new Delivery.Taken() : byStatus;
    }
    Optional<String> code = where.code(answer.body());
    if (code.isEmpty()) {
      // a captive portal's page passes, and so does a gateway's breakdown
      return answer.isSuccess()
          ? new Delivery.RetryLater(name + ": the answer is not one of the gateway's")
          : byStatus;
    }
    String why = name + ": code " + shown(code.get());
    if (codes.taken().contains(code.get())) {
      return answer.isSuccess() ? new Delivery.Taken() : byStatus;
    }
    if (codes.retry().contains(code.get())) {
      return new Delivery.RetryLater(why, answer.after());
    }
    if (codes.misconfigured().contains(code.get())) {
      return new Delivery.Misconfigured(why);
    }
    return answer.isSuccess() ? new Delivery.Permanent(why) : byStatus;
  }

  /** A code is short; anything else could be an address or a secret. */
  private static String shown(String code) {
    return code.matches("-?[A-Za-z0-9_]{1,12}") && !code.matches("[0-9]{8,}") ? code : "?";
  }
}
