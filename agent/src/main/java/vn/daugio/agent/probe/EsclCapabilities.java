package vn.daugio.agent.probe;

import java.util.Optional;

/**
 * What a scanner's ScannerCapabilities document says (PWG 5109.1), words as they came.
 *
 * @param makeAndModel for people
 * @param serialNumber for people
 * @param feeder whether it has a document feeder
 */
public record EsclCapabilities(
    Optional<String> makeAndModel, Optional<String> serialNumber, boolean feeder) {}
