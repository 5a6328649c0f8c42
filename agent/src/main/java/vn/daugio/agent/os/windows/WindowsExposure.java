package vn.daugio.agent.os.windows;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Exposure;

/** What a Windows system has open, by its registry; it was not run on Windows. */
final class WindowsExposure implements Exposure {
  private static final int DISABLED = 4;

  /** The bit of DRIVE_REMOVABLE in NoDriveTypeAutoRun. */
  private static final int REMOVABLE = 1 << 2;

  private final Supplier<WindowsHardening> facts;

  WindowsExposure(Supplier<WindowsHardening> facts) {
    this.facts = facts;
  }

  @Override
  public Map<Opening, State> openings(Deadline deadline) {
    WindowsHardening now = facts.get();
    Map<Opening, State> openings = new EnumMap<>(Opening.class);
    openings.put(Opening.SMB1_SERVER, smb1Server(now));
    openings.put(Opening.SMB1_CLIENT, smb1Client(now));
    State desktop = desktop(now);
    openings.put(Opening.REMOTE_DESKTOP, desktop);
    if (desktop == State.OPEN) {
      openings.put(Opening.REMOTE_DESKTOP_WITHOUT_AUTHENTICATION, withoutAuthentication(now));
    }
    openings.put(Opening.AUTORUN, autorun(now));
    @Nullable Boolean disabled = now.guestDisabled();
    openings.put(
        Opening.GUEST_ACCOUNT, disabled == null ? unread(now, "guestDisabled") : state(!disabled));
    return openings;
  }

  private static State state(boolean open) {
    return open ? State.OPEN : State.CLOSED;
  }

  private static State unread(WindowsHardening now, String fact) {
    return now.isDenied(fact) ? State.REFUSED : State.UNREAD;
  }

  /** On where the feature is installed, unless it is switched off. */
  private static State smb1Server(WindowsHardening now) {
    @Nullable Boolean installed = now.smb1ServerDriver();
    if (installed == null) {
      return unread(now, "smb1ServerDriver");
    }
    if (!installed) {
      return State.CLOSED;
    }
    @Nullable Integer value = now.smb1Server();
    if (value != null) {
      return state(value != 0);
    }
    return now.isAbsent("smb1Server") ? State.OPEN : unread(now, "smb1Server");
  }

  private static State smb1Client(WindowsHardening now) {
    @Nullable Integer start = now.smb1Client();
    if (start != null) {
      return state(start != DISABLED);
    }
    return now.isAbsent("smb1Client") ? State.CLOSED : unread(now, "smb1Client");
  }

  private static State desktop(WindowsHardening now) {
    @Nullable Integer byPolicy = now.desktopDeniedByPolicy();
    @Nullable Integer denied = byPolicy == null ? now.desktopDenied() : byPolicy;
    return denied == null ? unread(now, "desktopDenied") : state(denied == 0);
  }

  private static State withoutAuthentication(WindowsHardening now) {
    @Nullable Integer byPolicy = now.desktopAuthenticatesByPolicy();
    @Nullable Integer demanded = byPolicy == null ? now.desktopAuthenticates() : byPolicy;
    return demanded == null ? unread(now, "desktopAuthenticates") : state(demanded == 0);
  }

  private static State autorun(WindowsHardening now) {
    @Nullable Integer never = now.autorunNever();
    if (never != null && never == 1) {
      return State.CLOSED;
    }
    @Nullable Integer off = now.autorunOff();
    if (off != null) {
      return state((off & REMOVABLE) == 0);
    }
    return now.isAbsent("autorunOff") ? State.OPEN : unread(now, "autorunOff");
  }
}
