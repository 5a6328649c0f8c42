package vn.daugio.agent.check.network;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.SnmpReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpTable;
import vn.daugio.protocol.Reason;

/**
 * {@code switch.ports}: the ports of a switch, router or access point (IF-MIB, RFC 2863) against
 * what they were: lost, slower, with errors, with half duplex (EtherLike-MIB, RFC 3635). Counters
 * that go round or begin anew alarm nothing; a port that an administrator switched off did not
 * fail. What sat on a lost port is a fact.
 */
public final class SwitchPortsCheck implements Check {
  private static final List<SnmpTable> TABLES =
      List.of(
          Uptime.SYSTEM,
          Uptime.ENGINE,
          PortTables.INTERFACES,
          PortTables.EXTENSION,
          PortTables.ETHERNET);

  private static final String TICKS = "ticks";
  private static final String AT = "at";
  private static final String PORTS = "ports";

  private final SnmpClient snmp;
  private final Clock clock;
  private @Nullable SnmpReading begun;

  public SwitchPortsCheck(SnmpClient snmp, Clock clock) {
    this.snmp = snmp;
    this.clock = clock;
  }

  @Override
  public void begin(Assignment assignment, Deadline deadline, Runnable ready) {
    begun = SnmpReading.begin(snmp, assignment, deadline, TABLES, ready);
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    try {
      SnmpReading box = SnmpReading.of(begun, snmp, assignment, deadline);
      List<Port> ports =
          PortTables.decode(
              box.table(PortTables.INTERFACES),
              box.optional(PortTables.EXTENSION),
              box.optional(PortTables.ETHERNET));
      var told = Uptime.Told.of(box.optional(Uptime.SYSTEM), box.optional(Uptime.ENGINE));
      finding.fact("model", told.model());
      if (ports.isEmpty()) {
        return finding.unknown(Reason.NOT_SUPPORTED).build();
      }
      Map<Long, String> neighbours = Neighbours.read(box, ports);
      return judge(
          finding, assignment, new Read(clock.instant(), told.ticks(), ports, neighbours), last);
    } catch (ProbeException e) {
      return SnmpReading.unread(finding, e);
    }
  }

  /** All that was read of one box, and when. */
  record Read(Instant now, OptionalLong ticks, List<Port> ports, Map<Long, String> neighbours) {}

  static Finding judge(
      Finding.Builder finding, Assignment assignment, Read read, LastReading last) {
    long now = read.now().getEpochSecond();
    long at = PortMemory.number(last.values().getOrDefault(AT, ""), 10);
    long before = PortMemory.number(last.values().getOrDefault(TICKS, ""), 10);
    long elapsed = at < 0 ? 0 : Math.max(0, now - at);
    if (before >= 0 && read.ticks().isPresent()) {
      if (Uptime.restarted(before, read.ticks().getAsLong(), elapsed * 100)) {
        finding.fact("restarted", read.now().minusMillis(read.ticks().getAsLong() * 10).toString());
        elapsed = 0;
      }
    }
    PortsJudgement judgement =
        new PortsJudgement(
            finding, assignment, new PortsJudgement.Moment(read.now(), read.ticks(), elapsed));
    Map<Long, PortMemory.Memo> memory = PortMemory.decode(last.values().getOrDefault(PORTS, ""));
    List<PortMemory.Memo> memos = judgement.judge(read.ports(), memory, read.neighbours());
    PortMeasures.add(finding, read.ports());
    finding.fact("ports", Integer.toString(memos.size()));
    finding.fact(
        "upPorts",
        Long.toString(read.ports().stream().filter(one -> one.ethernet() && one.isUp()).count()));
    finding.fact("neighbours", neighbours(read));
    if (read.ticks().isPresent()) {
      finding.remember(TICKS, Long.toString(read.ticks().getAsLong()));
    }
    return finding
        .remember(AT, Long.toString(now))
        .remember(PORTS, PortMemory.encode(memos))
        .build();
  }

  /** Those that name themselves; addresses only matter of what is lost. */
  private static String neighbours(Read read) {
    return read.ports().stream()
        .filter(port -> read.neighbours().getOrDefault(port.index(), "").matches(".*[^0-9a-f].*"))
        .map(
            port ->
                port.name()
                    + " "
                    + Neighbours.shown(read.neighbours().getOrDefault(port.index(), "")))
        .collect(Collectors.joining(", "));
  }
}
