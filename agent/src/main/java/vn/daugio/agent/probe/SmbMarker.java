package vn.daugio.agent.probe;

import com.hierynomus.msdtyp.AccessMask;
import com.hierynomus.msfscc.FileAttributes;
import com.hierynomus.msfscc.fileinformation.FileBasicInformation;
import com.hierynomus.msfscc.fileinformation.FileIdBothDirectoryInformation;
import com.hierynomus.msfscc.fileinformation.ShareInfo;
import com.hierynomus.mssmb2.SMB2CreateDisposition;
import com.hierynomus.mssmb2.SMB2CreateOptions;
import com.hierynomus.mssmb2.SMB2ShareAccess;
import com.hierynomus.mssmb2.SMBApiException;
import com.hierynomus.smbj.share.Directory;
import com.hierynomus.smbj.share.DiskShare;
import com.hierynomus.smbj.share.File;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import vn.daugio.agent.os.Deadline;

/**
 * The small file that is created, read back and deleted. It is opened with delete-on-close (MS-SMB2
 * 2.2.13), so that the server deletes it also when the connection or this program ends.
 */
final class SmbMarker {
  static final String PREFIX = ".daugio-check-";
  private static final Pattern OURS = Pattern.compile(Pattern.quote(PREFIX) + "[0-9a-f]{16}");
  private static final int DELETE_PENDING = 0xC0000056;
  private static final int SIZE = 4096;
  private static final Duration OLD = Duration.ofDays(1);
  private static final int MOST_SEEN = 200;
  private static final int MOST_REMOVED = 16;

  private final DiskShare share;
  private final String folder;
  private final Deadline deadline;

  SmbMarker(DiskShare share, String folder, Deadline deadline) {
    this.share = share;
    this.folder = folder;
    this.deadline = deadline;
  }

  /** What the account has left, its quota included; empty when the server does not tell. */
  static OptionalLong freeBytes(DiskShare share) {
    try {
      ShareInfo info = share.getShareInformation();
      long free = info.getCallerFreeSpace();
      return free < 0 ? OptionalLong.empty() : OptionalLong.of(free);
    } catch (SMBApiException e) {
      // optional for a server; the round trip itself shows whether there is space
      return OptionalLong.empty();
    }
  }

  /**
   * @throws SMBApiException when the server refuses one of the steps
   */
  SmbReading.Step roundTrip() {
    byte[] tag = new byte[8];
    new SecureRandom().nextBytes(tag);
    String name = PREFIX + HexFormat.of().formatHex(tag);
    Instant now;
    try (File file = create(name)) {
      byte[] content = content(name);
      file.write(content, 0);
      file.flush();
      byte[] back = new byte[SIZE];
      int read = file.read(back, 0);
      if (read != SIZE || !Arrays.equals(content, back)) {
        return SmbReading.Step.DIFFERENT;
      }
      now = file.getFileInformation(FileBasicInformation.class).getCreationTime().toInstant();
    }
    if (isThere(name)) {
      share.rm(path(name));
      return SmbReading.Step.DIFFERENT;
    }
    removeLeftovers(now);
    return SmbReading.Step.DONE;
  }

  private boolean isThere(String name) {
    try {
      return share.fileExists(path(name));
    } catch (SMBApiException e) {
      if ((int) e.getStatusCode() == DELETE_PENDING) {
        return false; // a virus scanner still reads it; it goes when that ends
      }
      throw e;
    }
  }

  private String path(String name) {
    return folder.isEmpty() ? name : folder + "\\" + name;
  }

  private static byte[] content(String name) {
    String line = name + ": the morning check of this folder; may be deleted\r\n";
    String text = line.repeat(SIZE / line.length() + 1);
    return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), SIZE);
  }

  private File create(String name) {
    return share.openFile(
        path(name),
        EnumSet.of(
            AccessMask.FILE_READ_DATA,
            AccessMask.FILE_WRITE_DATA,
            AccessMask.FILE_READ_ATTRIBUTES,
            AccessMask.DELETE),
        EnumSet.of(FileAttributes.FILE_ATTRIBUTE_HIDDEN),
        EnumSet.allOf(SMB2ShareAccess.class),
        SMB2CreateDisposition.FILE_CREATE,
        EnumSet.of(
            SMB2CreateOptions.FILE_NON_DIRECTORY_FILE,
            SMB2CreateOptions.FILE_WRITE_THROUGH,
            SMB2CreateOptions.FILE_DELETE_ON_CLOSE));
  }

  /** Of a server that lost its power in the middle; only what is certainly ours, and old. */
  private void removeLeftovers(Instant now) {
    try {
      List<String> found = leftovers(now.minus(OLD));
      for (String name : found) {
        share.rm(path(name));
      }
    } catch (SMBApiException e) {
      // an account that may not list or not delete others' files is no failure of the folder
    }
  }

  private List<String> leftovers(Instant before) {
    List<String> found = new ArrayList<>();
    try (Directory directory =
        share.openDirectory(
            folder,
            EnumSet.of(AccessMask.FILE_LIST_DIRECTORY, AccessMask.FILE_READ_ATTRIBUTES),
            null,
            EnumSet.allOf(SMB2ShareAccess.class),
            SMB2CreateDisposition.FILE_OPEN,
            EnumSet.of(SMB2CreateOptions.FILE_DIRECTORY_FILE))) {
      Iterator<FileIdBothDirectoryInformation> entries =
          directory.iterator(FileIdBothDirectoryInformation.class, PREFIX + "*");
      for (int i = 0; i < MOST_SEEN && !deadline.isOver() && entries.hasNext(); i++) {
        FileIdBothDirectoryInformation entry = entries.next();
        if (found.size() < MOST_REMOVED && isLeftover(entry, before)) {
          found.add(entry.getFileName());
        }
      }
    }
    return found;
  }

  private static boolean isLeftover(FileIdBothDirectoryInformation entry, Instant before) {
    return OURS.matcher(entry.getFileName()).matches()
        && entry.getEndOfFile() <= SIZE
        && entry.getLastWriteTime().toInstant().isBefore(before);
  }
}
