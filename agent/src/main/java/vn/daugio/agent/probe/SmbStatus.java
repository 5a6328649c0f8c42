package vn.daugio.agent.probe;

import java.util.Locale;
import java.util.Optional;

/** What the NT status codes (MS-ERREF 2.3.1) of a refused request say about the folder. */
final class SmbStatus {
  private SmbStatus() {}

  /** Empty for a status that says nothing about account, share, right or space. */
  static Optional<SmbReading.Step> step(long status) {
    return Optional.ofNullable(
        switch ((int) status) {
          case 0xC0000064, // no such user
              0xC000006A, // wrong password
              0xC000006D, // logon failure
              0xC000006E, // account restriction
              0xC000006F, // outside of its hours
              0xC0000070, // not from this machine
              0xC0000071, // password expired
              0xC0000072, // account disabled
              0xC000015B, // logon type not granted
              0xC0000193, // account expired
              0xC0000224, // password must change
              0xC0000234 -> // locked out
              SmbReading.Step.ACCOUNT_REFUSED;
          case 0xC0000022, // access denied
              0xC0000061, // privilege not held
              0xC00000A2, // write protected
              0xC0000121 -> // cannot delete
              SmbReading.Step.DENIED;
          case 0xC000007F, // disk full
              0xC0000044 -> // quota exceeded
              SmbReading.Step.FULL;
          case 0xC0000034, // name not found
              0xC000003A, // path not found
              0xC00000BE, // bad network path
              0xC00000C9, // network name deleted
              0xC00000CC, // bad network name
              0xC0000103 -> // not a directory
              SmbReading.Step.GONE;
          default -> null;
        });
  }

  static String text(long status) {
    return String.format(Locale.ROOT, "0x%08X", (int) status);
  }
}
