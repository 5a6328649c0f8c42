package vn.daugio.acceptance.days;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import vn.daugio.acceptance.days.Outage.Due;
import vn.daugio.acceptance.days.Outage.Verdict;
import vn.daugio.acceptance.process.FileClock;
import vn.daugio.protocol.OfficeZone;

/**
 * Plays outages, minute by minute, with a collector that runs whole. Between two outages the world
 * stands still: nothing is looked at, nothing is judged.
 */
final class Play implements AutoCloseable {
  private static final Duration STEP = Duration.ofMinutes(1);

  /** What was taken along has to recover, silences to be explained, notices to be sent. */
  private static final int AFTERWARDS = 30;

  private static final Duration SENDING = Duration.ofMillis(300);
  private static final Duration LONGEST_SENDING = Duration.ofSeconds(60);

  private final ObjectMapper json = new ObjectMapper();
  private final Province province = new Province();
  private final FileClock clock;
  private final PlayedCollector collector;
  private Instant now;
  private long steps;
  private long lastIncident;
  private boolean answering = true;

  /**
   * @param folder for the collector's files
   * @param begins the time at which everybody joins
   */
  Play(Path folder, Instant begins) {
    Path file = folder.resolve("clock");
    this.clock = new FileClock(file);
    this.now = begins;
    clock.set(begins);
    this.collector = new PlayedCollector(folder.resolve("collector"), file, province.plan());
    province.enrol(collector);
  }

  Province province() {
    return province;
  }

  /** How many minutes were played. */
  long steps() {
    return steps;
  }

  /** Lets so many minutes pass. */
  void minutes(int count) {
    for (int i = 0; i < count; i++) {
      now = now.plus(STEP);
      steps++;
      clock.set(now);
      province.machines().forEach(machine -> machine.look(now));
      province.machines().forEach(machine -> machine.deliver(now, answering));
      if (answering) {
        collector.turn();
        letSend();
      }
    }
  }

  /** Sending takes the machine's time: not to be overtaken by hours of the virtual clock. */
  private void letSend() {
    long end = System.nanoTime() + SENDING.toNanos();
    while (collector.http().waitingNotices() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  /**
   * Lets time pass until a date and time at the office.
   *
   * @param local such as 2026-11-23T08:00
   */
  void until(String local) {
    Instant end = LocalDateTime.parse(local).atZone(OfficeZone.ZONE).toInstant();
    minutes((int) Duration.between(now, end).dividedBy(STEP));
  }

  /** SIGKILL of the collector; reports wait. */
  void collectorIsKilled() {
    collector.kill();
    answering = false;
  }

  void collectorStarts() {
    collector.restart();
    answering = true;
  }

  /** Plays one outage, until all is delivered and told. */
  Verdict stage(Outage outage) {
    if (!outage.begins().isAfter(now)) {
      throw new IllegalArgumentException(outage.name() + " is in the past");
    }
    now = outage.begins();
    minutes(6);
    int sent = collector.sink().bodies().size();
    outage.script().play(this);
    province.machines().forEach(Machine::on);
    minutes(AFTERWARDS);
    if (!province.sites().stream().allMatch(Site::isWell)) {
      throw new IllegalStateException(outage.name() + " leaves something broken");
    }
    awaitSending();
    return new Verdict(outage, told(collector.sink().bodies(), sent));
  }

  private void awaitSending() {
    long end = System.nanoTime() + LONGEST_SENDING.toNanos();
    while (collector.http().waitingNotices() > 0) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("notices are not sent");
      }
      LockSupport.parkNanos(20_000_000);
      collector.turn();
    }
  }

  /** The root incidents since the last look, with what was sent of each. */
  private List<Due> told(List<String> bodies, int from) {
    Map<Long, List<String>> kinds = new TreeMap<>();
    for (String body : bodies.subList(from, bodies.size())) {
      JsonNode notice = read(body);
      kinds
          .computeIfAbsent(notice.path("incident").asLong(), id -> new ArrayList<>())
          .add(notice.path("kind").asText());
    }
    List<Due> told = new ArrayList<>();
    long newest = lastIncident;
    for (JsonNode incident : read(collector.http().get("/api/v1/incidents")).path("incidents")) {
      long id = incident.path("id").asLong();
      newest = Math.max(newest, id);
      List<String> sent = Objects.requireNonNullElse(kinds.remove(id), List.of());
      boolean isNew = id > lastIncident && incident.path("parent").isMissingNode();
      if (!sent.isEmpty() || (isNew && !isRefuted(id))) {
        boolean root = incident.path("parent").isMissingNode();
        String open = incident.path("open").asBoolean() ? " (open)" : "";
        String child = root ? "" : "child-";
        told.add(new Due(child + incident.path("cause").asText() + open, sent));
      }
    }
    // of what is in no list any more
    kinds.values().forEach(sent -> told.add(new Due("refuted", sent)));
    lastIncident = newest;
    return told;
  }

  private boolean isRefuted(long id) {
    for (JsonNode event : read(collector.http().get("/api/v1/incidents/" + id)).path("timeline")) {
      if (event.path("kind").asText().equals("refuted")) {
        return true;
      }
    }
    return false;
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    collector.close();
  }
}
