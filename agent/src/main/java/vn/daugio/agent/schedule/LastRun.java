package vn.daugio.agent.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a subject was judged last.
 *
 * @param at by this machine's clock, which may have jumped since
 * @param changed its outcome became FAIL or ceased to be, which one more look shall confirm
 * @param blocked it was not looked at, because the way to it was down
 * @param askedAt when it was really looked at last; null: never
 */
public record LastRun(Instant at, boolean changed, boolean blocked, @Nullable Instant askedAt) {}
