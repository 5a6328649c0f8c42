package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one protection product is recognised.
 *
 * @param id e.g. {@code bkav-endpoint}: what a plan requires, and what results carry
 * @param name as a person knows it, e.g. {@code BKAV Endpoint}
 * @param role {@code antivirus}, of which two at a time disturb each other, or {@code response}:
 *     watches beside one
 * @param confidence {@code high}, {@code medium} or {@code low}: how well these traces are known
 * @param anyOf one of them found: the product is installed
 * @param running one of them at work: the product is running
 * @param management one of them at work: its link to the central system is there; empty: it has no
 *     program of its own for that, or none is known
 * @param console {@code host:port} of its management server; null: not known
 */
@Json
public record ProductSignature(
    String id,
    String name,
    String role,
    String confidence,
    List<Trace> anyOf,
    List<Trace> running,
    List<Trace> management,
    @Nullable String console) {
  /** The {@code role} of which a machine has one. */
  public static final String ANTIVIRUS = "antivirus";

  /** The {@code role} that stands beside an antivirus. */
  public static final String RESPONSE = "response";

  public ProductSignature {
    id = text(id, "");
    name = text(name, "");
    role = text(role, ANTIVIRUS);
    confidence = text(confidence, "low");
    anyOf = list(anyOf);
    running = list(running);
    management = list(management);
  }

  private static String text(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  private static List<Trace> list(@Nullable List<Trace> traces) {
    return traces == null ? List.of() : List.copyOf(traces);
  }

  public boolean isAntivirus() {
    return role.equals(ANTIVIRUS);
  }
}
