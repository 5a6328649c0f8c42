package vn.daugio.agent.check.printer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.IppClient;
import vn.daugio.agent.probe.IppGroup;
import vn.daugio.agent.probe.ProbeException;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.agent.probe.SnmpRow;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Reason;

/**
 * {@code printer.supplies}: reads the supplies of a printer and hands them to the judgement.
 *
 * <p>Where a printer can be asked over SNMP and over IPP, its supplies are those of SNMP when that
 * tells any, else those of IPP; never a mixture. A supply of one colour whose two levels differ is
 * the fact {@code contradiction}, and no number.
 */
public final class PrinterSuppliesCheck implements Check {
  /** Two ways round differently, and are asked one after the other. */
  private static final double SAME = 0.1;

  private final SnmpClient snmp;
  private @Nullable PrinterReader begun;
  private final IppClient ipp = new IppClient();

  public PrinterSuppliesCheck(SnmpClient snmp) {
    this.snmp = snmp;
  }

  @Override
  public void begin(Assignment assignment, Deadline deadline, Runnable ready) {
    begun = PrinterReader.begin(snmp, assignment, deadline, PrinterReader.SUPPLIES, ready);
  }

  @Override
  public Finding judge(Assignment assignment, LastReading last, Deadline deadline)
      throws InterruptedException {
    Finding.Builder finding = Finding.of(assignment.type());
    Access.@Nullable Ipp way = assignment.target().access(Access.Ipp.class);
    if (way == null) {
      try {
        return SuppliesJudgement.judge(finding, overSnmp(assignment, finding, deadline));
      } catch (ProbeException e) {
        // a printer that was not read has no state of its supplies
        return PrinterReader.unread(finding, e);
      }
    }
    boolean alone = assignment.target().access(Access.Snmp.class) == null;
    IppWay other = IppWay.printer(ipp, way, alone, deadline);
    other.explain(finding);
    Optional<IppGroup> attributes = other.attributes();
    attributes.ifPresent(group -> finding.fact("model", IppReading.model(group)));
    List<Supply> byIpp = List.of();
    @Nullable ProbeException failure = other.failure();
    try {
      byIpp = attributes.map(group -> overIpp(group, assignment)).orElse(List.of());
    } catch (ProbeException e) {
      failure = e;
      finding.fact("ippUnread", e.getMessage());
    }
    List<Supply> bySnmp = List.of();
    @Nullable ProbeException mute = null;
    if (!alone) {
      try {
        bySnmp = overSnmp(assignment, finding, deadline);
      } catch (ProbeException e) {
        mute = e;
        finding.fact("snmpUnread", e.getMessage());
      }
    }
    if (!bySnmp.isEmpty()) {
      finding.fact("contradiction", contradiction(bySnmp, byIpp));
      return SuppliesJudgement.judge(finding, bySnmp);
    }
    boolean answered = (attributes.isPresent() && failure == null) || (!alone && mute == null);
    return answered ? SuppliesJudgement.judge(finding, byIpp) : unread(finding, failure, mute);
  }

  private static Finding unread(
      Finding.Builder finding, @Nullable ProbeException one, @Nullable ProbeException other) {
    if (other != null && (one == null || IppWay.isSilence(one))) {
      return PrinterReader.unread(finding, other);
    }
    return one == null
        ? finding.unknown(Reason.PRINTER_UNREADABLE).build()
        : PrinterReader.unread(finding, one);
  }

  private List<Supply> overSnmp(Assignment assignment, Finding.Builder finding, Deadline deadline)
      throws InterruptedException {
    PrinterReader reader = PrinterReader.of(begun, snmp, assignment, deadline);
    List<SnmpRow> supplies = reader.supplies();
    List<SnmpRow> colorants = reader.colorants(supplies);
    PrinterDevice.find(reader.optionalDevices(), supplies)
        .ifPresent(device -> finding.fact("model", device.model()));
    List<Supply> decoded =
        SupplyTable.decode(
            supplies, colorants, assignment.limit("warn-below"), assignment.limit("fail-below"));
    VendorSupplies.measure(finding, reader, decoded);
    return decoded;
  }

  private static List<Supply> overIpp(IppGroup printer, Assignment assignment) {
    return IppSupplies.decode(
        printer, assignment.limit("warn-below"), assignment.limit("fail-below"));
  }

  /** Compares what can be told apart by its colour alone. */
  private static String contradiction(List<Supply> bySnmp, List<Supply> byIpp) {
    List<String> found = new ArrayList<>();
    for (Supply one : bySnmp) {
      Optional<Supply> other = only(byIpp, one.color());
      if (only(bySnmp, one.color()).isPresent() && other.isPresent()) {
        double difference = one.ratio().orElse(0) - other.get().ratio().orElse(0);
        boolean known = one.ratio().isPresent() && other.get().ratio().isPresent();
        if (known && Math.abs(difference) > SAME) {
          found.add(one.color() + ": snmp " + percent(one) + ", ipp " + percent(other.get()));
        }
      }
    }
    return String.join("; ", found);
  }

  private static Optional<Supply> only(List<Supply> supplies, String color) {
    List<Supply> same =
        supplies.stream()
            .filter(one -> !color.isEmpty() && one.color().equals(color) && isMarking(one))
            .toList();
    return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
  }

  private static boolean isMarking(Supply supply) {
    return supply.kind().isMarking() && !supply.receptacle();
  }

  private static String percent(Supply supply) {
    return (long) Math.floor(supply.ratio().orElse(0) * 100 + 1e-9) + "%";
  }
}
