package vn.daugio.agent.check.printer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snmp4j.PDU;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;
import vn.daugio.agent.check.Check;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.check.printer.SnmpPrinter.Manner;
import vn.daugio.agent.check.printer.SnmpPrinter.Said;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.agent.probe.OpenPorts;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Measure;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;
import vn.daugio.protocol.Target;

/** What bad input makes of the three checks; a well printer beside it is read as it is. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class HostilePrinterTest {
  /** Where everything has to be waited for, also on a slow machine. */
  private static final Duration SHORT = Duration.ofMillis(2500);

  /** Where answers come, also on a slow machine. */
  private static final Duration LONG = Duration.ofSeconds(20);

  private final SnmpClient snmp = new SnmpClient();
  private SnmpPrinter well;
  private DatagramSocket elsewhere;
  private DatagramSocket otherPort;

  @BeforeEach
  void open() throws Exception {
    well = SnmpPrinter.start((request, answer, mib) -> one(answer));
    elsewhere = new DatagramSocket(new InetSocketAddress(SnmpPrinter.loopback(2), 0));
    otherPort = new DatagramSocket(new InetSocketAddress(SnmpPrinter.loopback(1), 0));
  }

  @AfterEach
  void close() {
    snmp.close();
    well.close();
    elsewhere.close();
    otherPort.close();
  }

  private static List<Said> one(PDU answer) {
    return List.of(Said.at(SnmpPrinter.message(answer, SnmpPrinter.COMMUNITY)));
  }

  /** What the three checks say: "OUTCOME reason", or "OK". */
  private record Case(
      String name, Duration time, Manner manner, String status, String supplies, String pages) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String MALFORMED = "UNKNOWN printer.malformed";
  private static final String UNREADABLE = "UNKNOWN printer.unreadable";
  private static final String LOW = "WARN printer.low_toner";
  private static final String SILENT = "silent";

  private static Case malformed(String name, Duration time, Manner manner) {
    return new Case(name, time, manner, MALFORMED, MALFORMED, MALFORMED);
  }

  private static Manner bytes(UnaryOperator<byte[]> damage) {
    return (request, answer, mib) ->
        List.of(Said.at(damage.apply(SnmpPrinter.message(answer, SnmpPrinter.COMMUNITY))));
  }

  private static Manner pdu(Consumer<PDU> damage) {
    return (request, answer, mib) -> {
      damage.accept(answer);
      return one(answer);
    };
  }

  /** Every value of these types instead of the right one. */
  private static Manner values(UnaryOperator<Variable> damage) {
    return pdu(
        answer -> {
          for (VariableBinding binding : answer.getVariableBindings()) {
            if (!binding.isException()) {
              binding.setVariable(damage.apply(binding.getVariable()));
            }
          }
        });
  }

  private static Manner numbers(Function<Integer32, Variable> damage) {
    return values(value -> value instanceof Integer32 number ? damage.apply(number) : value);
  }

  private static byte[] filled(byte[] bytes) {
    Arrays.fill(bytes, (byte) 0x30);
    return bytes;
  }

  /** A row more for each that was asked for, without end. */
  private static Manner endless(Duration each) {
    int[] row = {1000};
    return (request, answer, mib) -> {
      PDU more = new PDU();
      more.setType(PDU.RESPONSE);
      more.setRequestID(request.getRequestID());
      for (VariableBinding asked : request.getVariableBindings()) {
        OID column = new OID(Arrays.copyOf(asked.getOid().getValue(), column(asked.getOid())));
        more.add(new VariableBinding(column.append(1).append(++row[0]), new Integer32(3)));
      }
      byte[] message = SnmpPrinter.message(more, SnmpPrinter.COMMUNITY);
      return List.of(new Said(message, null, each));
    };
  }

  /** The length of the OID of a column in the Host Resources MIB and in the Printer-MIB. */
  private static int column(OID oid) {
    boolean printers = oid.startsWith(new OID(StatusReading.PRINTERS));
    return new OID(printers ? StatusReading.PRINTERS : PrinterDevice.DEVICES).size() + 1;
  }

  private static Manner rows(int rows) {
    return (request, answer, mib) -> {
      for (int row = 1; row <= rows; row++) {
        mib.put(new OID(SupplyTable.SUPPLIES + ".5.1." + row), new Integer32(3));
        mib.put(new OID(SupplyTable.SUPPLIES + ".9.1." + row), new Integer32(-3));
        mib.put(new OID(PrinterPagesCheck.MARKERS + ".4.1." + row), new Integer32(1));
      }
      return one(answer);
    };
  }

  static Stream<Case> unreadable() {
    return Stream.of(
        malformed("cut to half", SHORT, bytes(all -> Arrays.copyOf(all, all.length / 2))),
        malformed("cut to nothing", SHORT, bytes(all -> new byte[0])),
        malformed("one octet", SHORT, bytes(all -> new byte[] {0x30})),
        malformed("as large as UDP allows", SHORT, bytes(all -> filled(new byte[65_507]))),
        malformed("only zeroes", SHORT, bytes(all -> new byte[1400])),
        malformed(
            "a length beyond the end",
            SHORT,
            bytes(all -> new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, -1, -1, 2, 1, 1})),
        malformed(
            "request id of nobody",
            SHORT,
            pdu(
                answer ->
                    answer.setRequestID(new Integer32(answer.getRequestID().toInt() ^ (1 << 30))))),
        malformed("a request as answer", SHORT, pdu(answer -> answer.setType(PDU.GETNEXT))),
        malformed("a trap as answer", SHORT, pdu(answer -> answer.setType(PDU.TRAP))),
        malformed(
            "another community",
            SHORT,
            (request, answer, mib) ->
                List.of(Said.at(SnmpPrinter.message(answer, "someone else")))),
        malformed("error status of nobody", LONG, pdu(answer -> answer.setErrorStatus(4711))),
        malformed("generally failing", LONG, error(PDU.genErr, 1)),
        malformed("always too big", LONG, error(PDU.tooBig, 0)),
        malformed("error and absurd index", LONG, error(PDU.genErr, Integer.MAX_VALUE)),
        malformed("no variables", LONG, pdu(PDU::clear)),
        malformed(
            "always the same OID",
            LONG,
            (request, answer, mib) -> one(back(request, HostilePrinterTest::first))),
        malformed("OIDs that fall", LONG, (request, answer, mib) -> one(back(request, OID::trim))),
        malformed("a table without end", LONG, endless(Duration.ZERO)),
        new Case(
            "a table without end, slowly",
            Duration.ofSeconds(3),
            endless(Duration.ofMillis(300)),
            UNREADABLE,
            UNREADABLE,
            UNREADABLE));
  }

  /** Where some of it is right: that is read, and nothing made of the rest. */
  static Stream<Case> partly() {
    return Stream.of(
        new Case(
            "64 KB behind the answer",
            LONG,
            bytes(all -> Arrays.copyOf(all, 65_507)),
            LOW,
            "WARN printer.supply_low",
            "OK"),
        new Case(
            "more supplies and markers than any printer has",
            LONG,
            rows(101),
            LOW,
            MALFORMED,
            MALFORMED),
        new Case("as many supplies as are read", LONG, rows(100), LOW, "OK", MALFORMED),
        new Case(
            "no such name with an absurd index",
            LONG,
            error(PDU.noSuchName, -5),
            UNREADABLE,
            "UNKNOWN printer.no_supplies",
            "OK"),
        new Case(
            "texts for numbers",
            LONG,
            numbers(number -> new OctetString(number.toString())),
            LOW,
            "UNKNOWN printer.supply_unknown",
            "OK"),
        new Case(
            "opaque for numbers",
            LONG,
            numbers(number -> new Opaque(new byte[] {1, 2, 3})),
            LOW,
            "UNKNOWN printer.supply_unknown",
            "OK"),
        new Case(
            "addresses for numbers",
            LONG,
            numbers(number -> new IpAddress("10.0.0.1")),
            LOW,
            "UNKNOWN printer.supply_unknown",
            "OK"),
        new Case(
            "the largest Counter64",
            LONG,
            numbers(number -> SnmpPrinter.largest()),
            LOW,
            "UNKNOWN printer.supply_unknown",
            MALFORMED),
        new Case(
            "the largest Gauge32",
            LONG,
            numbers(number -> new Gauge32(0xffff_ffffL)),
            LOW,
            "UNKNOWN printer.supply_unknown",
            "OK"),
        new Case(
            "the smallest integer",
            LONG,
            numbers(number -> new Integer32(Integer.MIN_VALUE)),
            LOW,
            "UNKNOWN printer.supply_unknown",
            "OK"));
  }

  private static Manner error(int status, int index) {
    return pdu(
        answer -> {
          answer.setErrorStatus(status);
          answer.setErrorIndex(index);
        });
  }

  /** The first row of what was asked for. */
  private static OID first(OID asked) {
    return new OID(Arrays.copyOf(asked.getValue(), column(asked))).append(1).append(1);
  }

  private static PDU back(PDU request, UnaryOperator<OID> step) {
    PDU answer = new PDU();
    answer.setType(PDU.RESPONSE);
    answer.setRequestID(request.getRequestID());
    for (VariableBinding asked : request.getVariableBindings()) {
      answer.add(new VariableBinding(step.apply(new OID(asked.getOid())), new Integer32(1)));
    }
    return answer;
  }

  @ParameterizedTest
  @MethodSource({"unreadable", "partly"})
  void isJudgedByItselfAndHarmsNoOther(Case one) throws Exception {
    asked(one);
  }

  /** From elsewhere, rightly in everything else: it counts as nothing, as if nobody had spoken. */
  @ParameterizedTest
  @MethodSource("places")
  void anAnswerFromElsewhereIsSilence(String place) throws Exception {
    DatagramSocket from = place.equals("address") ? elsewhere : otherPort;
    Manner manner =
        (request, answer, mib) ->
            List.of(
                new Said(SnmpPrinter.message(answer, SnmpPrinter.COMMUNITY), from, Duration.ZERO));
    asked(new Case(place, SHORT, manner, SILENT, SILENT, SILENT));
  }

  static Stream<String> places() {
    return Stream.of("address", "port");
  }

  private void asked(Case one) throws Exception {
    try (SnmpPrinter hostile = SnmpPrinter.start(one.manner())) {
      CompletableFuture<List<Finding>> beside =
          CompletableFuture.supplyAsync(
              () -> List.of(status(well.target(), LONG), supplies(well.target(), LONG)));
      Finding status = status(hostile.target(), one.time());
      Finding supplies = supplies(hostile.target(), one.time());
      Finding pages = judge(new PrinterPagesCheck(snmp), CheckType.PRINTER_PAGES, hostile, one);
      assertThat(said(status)).isEqualTo(expected(one.status(), true));
      assertThat(said(supplies)).isEqualTo(expected(one.supplies(), false));
      assertThat(said(pages)).isEqualTo(expected(one.pages(), false));
      nothingInvented(one, supplies);
      List<Finding> others = beside.get(60, TimeUnit.SECONDS);
      assertThat(said(others.get(0))).isEqualTo(LOW);
      assertThat(said(others.get(1))).isEqualTo("WARN printer.supply_low");
      assertThat(ratios(others.get(1))).containsExactly(0.05);
    }
  }

  private static void nothingInvented(Case one, Finding supplies) {
    assertThat(ratios(supplies)).allMatch(ratio -> ratio == 0.05 || ratio == 1);
    if (supplies.outcome() == Outcome.UNKNOWN) {
      assertThat(ratios(supplies)).isEmpty();
    }
    if (List.of(MALFORMED, UNREADABLE, SILENT).contains(one.supplies())) {
      assertThat(supplies.measures()).isEmpty();
    }
  }

  private static List<Double> ratios(Finding finding) {
    return finding.measures().stream()
        .filter(measure -> measure.name().equals("supply_level_ratio"))
        .map(Measure::value)
        .toList();
  }

  /** Silence of SNMP: only this computer's own ports may still speak for its loopback. */
  private static String expected(String told, boolean asksPorts) {
    if (!told.equals(SILENT)) {
      return told;
    }
    boolean ports = OpenPorts.anyAnswers("127.0.0.1", false, Deadline.in(LONG), 9100, 631, 80, 443);
    String reason = asksPorts && ports ? "unreadable" : "not_answering";
    return (asksPorts && !ports ? "FAIL" : "UNKNOWN") + " printer." + reason;
  }

  private static String said(Finding finding) {
    Reason reason = finding.reason();
    return reason == null ? "OK" : finding.outcome() + " " + reason.code();
  }

  private Finding status(Target target, Duration time) {
    return judge(
        new PrinterStatusCheck(snmp, Clock.systemUTC()), CheckType.PRINTER_STATUS, target, time);
  }

  private Finding supplies(Target target, Duration time) {
    return judge(new PrinterSuppliesCheck(snmp), CheckType.PRINTER_SUPPLIES, target, time);
  }

  private static Finding judge(Check check, CheckType type, SnmpPrinter hostile, Case one) {
    return judge(check, type, hostile.target(), one.time());
  }

  private static Finding judge(Check check, CheckType type, Target target, Duration time) {
    try {
      return check.judge(
          new Assignment(type, target, type.limits(), time, null),
          LastReading.NONE,
          Deadline.in(time));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
