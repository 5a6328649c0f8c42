package vn.daugio.agent.probe;

import java.util.Optional;

/**
 * What a scanner's ScannerStatus document says (Mopria eSCL, PWG 5109.1), words as they came.
 *
 * @param state {@code Idle}, {@code Processing}, {@code Testing}, {@code Stopped} or {@code Down}
 * @param adfState of the document feeder; empty: it has none or does not tell
 */
public record EsclStatus(Optional<String> state, Optional<String> adfState) {}
