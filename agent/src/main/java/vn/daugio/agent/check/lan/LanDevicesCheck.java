package vn.daugio.agent.check.lan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.DeviceSearch;
import vn.daugio.agent.check.DeviceSearch.Found;
import vn.daugio.agent.check.DeviceSearch.State;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.Sha256;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.TargetKind;

/**
 * {@code lan.devices}: once a day, who is in the office's network. A device that is configured and
 * has another address, and one of a kind that is checked which is neither configured nor was ever
 * seen before, are warnings; all others are counted. The first reading is a baseline.
 */
public final class LanDevicesCheck implements Check {
  private static final String SEEN = "seen";

  /** What an office wants to have watched; others come and go. */
  private static final Set<TargetKind> CHECKED =
      EnumSet.of(
          TargetKind.PRINTER,
          TargetKind.SCANNER,
          TargetKind.SWITCH,
          TargetKind.ROUTER,
          TargetKind.ACCESS_POINT,
          TargetKind.CAMERA,
          TargetKind.UPS);

  private static final int MOST_SHOWN = 20;
  private static final int KEY_LENGTH = 10;

  /** With their separators within the 4 KB of a memory. */
  private static final int MOST_SEEN = 350;

  private static final int SERIAL_TAIL = 4;

  private final DeviceSearch search;

  public LanDevicesCheck(DeviceSearch search) {
    this.search = search;
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Access.@Nullable Discover where = assignment.target().access(Access.Discover.class);
    if (where == null) {
      throw new IllegalArgumentException("planned without leave to look around");
    }
    Finding.Builder finding = Finding.of(CheckType.LAN_DEVICES);
    Optional<List<Found>> found = search.search(where, assignment.listed());
    if (found.isEmpty()) {
      return finding.unknown(Reason.NOT_PERMITTED).build();
    }
    count(found.get(), finding);
    List<Found> moved = found.get().stream().filter(one -> one.state() == State.MOVED).toList();
    List<Found> fresh = fresh(found.get(), last, finding);
    if (!moved.isEmpty()) {
      finding.warn(Reason.LAN_DEVICE_MOVED).fact("movedDevices", names(moved));
    }
    if (!fresh.isEmpty()) {
      finding.warn(Reason.LAN_NEW_DEVICE).fact("newDevices", names(fresh));
    }
    show("moved", moved, MOST_SHOWN, finding);
    show("new", fresh, MOST_SHOWN - Math.min(MOST_SHOWN, moved.size()), finding);
    return finding.build();
  }

  private static void count(List<Found> found, Finding.Builder finding) {
    Map<TargetKind, Map<State, Integer>> counts = new TreeMap<>();
    for (Found one : found) {
      counts
          .computeIfAbsent(one.kind(), same -> new TreeMap<>())
          .merge(one.state(), 1, Integer::sum);
    }
    counts.forEach(
        (kind, states) ->
            states.forEach(
                (state, number) ->
                    finding.measure(
                        "found_devices",
                        number,
                        Map.of(
                            "kind", kind.code(), "state", state.name().toLowerCase(Locale.ROOT)))));
  }

  /** Those that were never seen before; which are remembered, the latest first. */
  private static List<Found> fresh(List<Found> found, LastReading last, Finding.Builder finding) {
    @Nullable String before = last.values().get(SEEN);
    Set<String> seen = new LinkedHashSet<>();
    List<Found> fresh = new ArrayList<>();
    Set<String> known = before == null ? Set.of() : Set.of(before.split(" ", -1));
    for (Found one : found) {
      if (one.state() == State.NEW && CHECKED.contains(one.kind())) {
        String key = key(one);
        if (seen.add(key) && before != null && !known.contains(key)) {
          fresh.add(one);
        }
      }
    }
    if (before != null) {
      seen.addAll(List.of(before.split(" ", -1)));
    }
    finding.remember(SEEN, seen.stream().limit(MOST_SEEN).collect(Collectors.joining(" ")));
    return fresh;
  }

  /** By what does not change when its address does, as far as it told that. */
  private static String key(Found one) {
    String what =
        one.serial() != null ? one.serial() : one.mac() != null ? one.mac() : one.address();
    byte[] hash = Sha256.of((one.kind().code() + " " + what).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, KEY_LENGTH);
  }

  private static String names(List<Found> found) {
    return found.stream().map(Found::name).collect(Collectors.joining(", "));
  }

  private static void show(String key, List<Found> found, int most, Finding.Builder finding) {
    int number = 0;
    for (Found one : found.stream().limit(most).toList()) {
      number++;
      finding.fact(key + number, describe(one));
    }
  }

  /** Such as {@code may-in-q1 (printer, HP LaserJet, …2345, 192.168.1.45, was 192.168.1.31)}. */
  private static String describe(Found one) {
    List<String> words = new ArrayList<>(List.of(one.kind().code()));
    if (one.model() != null) {
      words.add(one.model());
    }
    if (one.serial() != null) {
      words.add("…" + one.serial().substring(Math.max(0, one.serial().length() - SERIAL_TAIL)));
    }
    words.add(one.address());
    if (one.listedAt() != null) {
      words.add("was " + one.listedAt());
    }
    return one.name() + " (" + String.join(", ", words) + ")";
  }
}
