package vn.daugio.collector.store;

import java.util.List;
import java.util.Map;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.SubjectState;
import vn.daugio.protocol.Measure;

/** A subject's present state with what was read with its newest observation. */
public record SubjectRow(
    Subject subject, SubjectState state, List<Measure> measures, Map<String, String> facts) {
  public SubjectRow {
    measures = List.copyOf(measures);
    facts = Map.copyOf(facts);
  }
}
