package vn.daugio.protocol;

import io.avaje.jsonb.Json;

/**
 * The body of every 4xx and 5xx answer.
 *
 * @param reason a stable code
 * @param detail one English sentence for the log
 */
@Json
public record ErrorBody(String reason, String detail) {}
