package vn.daugio.agent.os;

import java.util.Map;

/** What of this computer is open to others though nobody at the counter needs it. */
public interface Exposure {
  /** Each that this system can have at all. */
  Map<Opening, State> openings(Deadline deadline) throws InterruptedException;

  /** A way in. */
  enum Opening {
    /** It serves the first version of SMB. */
    SMB1_SERVER,
    /** It speaks the first version of SMB to others. */
    SMB1_CLIENT,
    /** It can be worked at from elsewhere. */
    REMOTE_DESKTOP,
    /** The same, and it shows its log-in to whoever connects (no network level authentication). */
    REMOTE_DESKTOP_WITHOUT_AUTHENTICATION,
    /** Programs of a removable drive start by themselves. */
    AUTORUN,
    /** The system's own account for guests can be used. */
    GUEST_ACCOUNT,
    /** Everybody in the network can write to one of its folders. */
    GUEST_SHARE,
    /** The administrator can log in over SSH with a password. */
    ROOT_LOGIN
  }

  /** Whether it is open. */
  enum State {
    CLOSED,
    OPEN,
    /** Another account may see it. */
    REFUSED,
    /** It could not be read for another cause. */
    UNREAD
  }
}
