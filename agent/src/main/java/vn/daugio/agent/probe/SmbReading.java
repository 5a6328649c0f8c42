package vn.daugio.agent.probe;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How far a round trip on a shared folder came.
 *
 * @param step where it ended
 * @param status the server's NT status (MS-ERREF 2.3) as hexadecimal text; null: none was wrong
 * @param dialect the SMB dialect spoken, such as {@code SMB_3_1_1}; null: none was agreed on
 * @param guest whether the server let us in as a guest, although we gave an account
 * @param freeBytes what the account has left, its quota included; empty: not told
 */
public record SmbReading(
    Step step,
    @Nullable String status,
    @Nullable String dialect,
    boolean guest,
    OptionalLong freeBytes) {

  /** Where a round trip can end. */
  public enum Step {
    /** Created, read back, deleted. */
    DONE,
    /** The server speaks SMB1 only. */
    ONLY_SMB1,
    /** Account or password refused. */
    ACCOUNT_REFUSED,
    /** No such share or folder. */
    GONE,
    /** The account may not do it. */
    DENIED,
    /** No space, or the account's quota is used up. */
    FULL,
    /** What was read back is not what was written, or the marker is still there. */
    DIFFERENT
  }
}
