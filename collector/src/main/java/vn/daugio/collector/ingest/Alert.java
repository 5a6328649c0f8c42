package vn.daugio.collector.ingest;

import java.time.Instant;
import java.util.Map;

/**
 * One alert as Alertmanager's webhook tells it.
 *
 * @param firing false: resolved
 * @param labels its identity
 * @param annotations in any length and of any kind; {@link AlertWords} takes what is of use
 * @param endsAt of one that is resolved; of one that fires it says nothing
 */
record Alert(
    boolean firing,
    Map<String, String> labels,
    Map<String, String> annotations,
    Instant startsAt,
    Instant endsAt) {
  Alert {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /** The collector has sent it to Alertmanager itself. */
  boolean isOurs() {
    return label("source").equals("daugio");
  }

  String label(String name) {
    return labels.getOrDefault(name, "");
  }
}
