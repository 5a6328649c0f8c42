package vn.daugio.agent.schedule;

import io.avaje.jsonb.Json;
import java.time.LocalDate;

/** A round that needs no repetition on that day, in Vietnam's calendar. */
@Json
public record RoundDone(LocalDate day, RoundKind kind) {}
