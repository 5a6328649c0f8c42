package vn.daugio.protocol;

import io.avaje.jsonb.Json;

/**
 * The collector's answer to a report, given only after the data is durable.
 *
 * @param accepted the number of results taken; that of the first delivery for a duplicate
 * @param duplicate true when the report had been accepted before
 */
@Json
public record Receipt(int accepted, boolean duplicate) {}
