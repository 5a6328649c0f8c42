package vn.daugio.agent.schedule;

import java.time.Instant;

/**
 * When a subject was judged last.
 *
 * @param at by this machine's clock, which may have jumped since
 * @param changed its outcome became FAIL or ceased to be, which one more look shall confirm
 */
public record LastRun(Instant at, boolean changed) {}
