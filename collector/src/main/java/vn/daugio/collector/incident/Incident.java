package vn.daugio.collector.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.state.Subject;

/**
 * Something a human must act on.
 *
 * @param id a number, from 1
 * @param subject what is down
 * @param severity how much it matters
 * @param reason the reason's code now, or the last one
 * @param cause what kind of outage it is
 * @param parent the incident that explains this one; null: a root, of which people are told
 * @param course when it was what
 * @param handling what people did about it
 */
public record Incident(
    long id,
    Subject subject,
    Severity severity,
    String reason,
    Cause cause,
    @Nullable Long parent,
    Course course,
    Handling handling) {

  /**
   * @param openedAt the first failed observation
   * @param recoveredAt the first good observation of the confirmed recovery; of what was withdrawn,
   *     that moment; null: still open
   * @param flappingSince when it began to come and go; null: it does not
   * @param reopened how often it came back soon after a recovery
   * @param announcedAt when its first notice was put into the outbox; null: nobody was told
   * @param withdrawnAt when it ended because nobody watched it any more, which is no recovery;
   *     null: it did not
   */
  public record Course(
      Instant openedAt,
      @Nullable Instant recoveredAt,
      @Nullable Instant flappingSince,
      int reopened,
      @Nullable Instant announcedAt,
      @Nullable Instant withdrawnAt) {
    /** One that is watched. */
    public Course(
        Instant openedAt,
        @Nullable Instant recoveredAt,
        @Nullable Instant flappingSince,
        int reopened,
        @Nullable Instant announcedAt) {
      this(openedAt, recoveredAt, flappingSince, reopened, announcedAt, null);
    }

    /** One that has just begun and was told to nobody. */
    public static Course from(Instant openedAt) {
      return new Course(openedAt, null, null, 0, null);
    }
  }

  /**
   * @param acknowledgedAt when somebody took it; null: not yet
   * @param acknowledgedBy the role that took it
   * @param assignedTo the role that works on it; null: the owner by the plan
   * @param closedAt when it was closed with a cause and a remedy; null: not yet
   * @param closedBy the role that closed it
   * @param closeCause what it was, in a person's words
   * @param remedy what was done, in a person's words
   * @param seriousAt when it was declared a serious security incident; null: it is none
   */
  public record Handling(
      @Nullable Instant acknowledgedAt,
      @Nullable String acknowledgedBy,
      @Nullable String assignedTo,
      @Nullable Instant closedAt,
      @Nullable String closedBy,
      @Nullable String closeCause,
      @Nullable String remedy,
      @Nullable Instant seriousAt) {
    /** Nobody has done anything yet. */
    public static final Handling NONE =
        new Handling(null, null, null, null, null, null, null, null);
  }

  /** One that has just begun. */
  public static Incident begun(
      long id, Subject subject, Severity severity, String reason, Instant openedAt) {
    return new Incident(
        id, subject, severity, reason, Cause.DEVICE, null, Course.from(openedAt), Handling.NONE);
  }

  public boolean isOpen() {
    return course.recoveredAt() == null;
  }

  /** It ended without a recovery: nobody watches it any more. */
  public boolean isWithdrawn() {
    return course.withdrawnAt() != null;
  }

  public boolean isRoot() {
    return parent == null;
  }

  public Instant openedAt() {
    return course.openedAt();
  }

  public @Nullable Instant recoveredAt() {
    return course.recoveredAt();
  }

  public @Nullable Instant announcedAt() {
    return course.announcedAt();
  }

  public @Nullable Instant acknowledgedAt() {
    return handling.acknowledgedAt();
  }

  public @Nullable String acknowledgedBy() {
    return handling.acknowledgedBy();
  }
}
