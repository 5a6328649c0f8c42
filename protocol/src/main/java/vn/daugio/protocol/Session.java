package vn.daugio.protocol;

import io.avaje.jsonb.Json;
import java.time.DayOfWeek;
import java.time.LocalTime;

/**
 * One opening of the counter on one weekday, in Vietnam's time.
 *
 * @param day the weekday
 * @param opens the start, inclusive
 * @param closes the end, exclusive; after {@code opens} on the same day
 */
@Json
public record Session(DayOfWeek day, LocalTime opens, LocalTime closes) {}
