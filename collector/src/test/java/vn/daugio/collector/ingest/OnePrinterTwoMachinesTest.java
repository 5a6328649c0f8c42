package vn.daugio.collector.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.incident.Incident;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.office.OfficeFile;
import vn.daugio.collector.office.YamlFile;
import vn.daugio.collector.state.Subject;
import vn.daugio.collector.state.Transition;
import vn.daugio.collector.store.AgentTable.Machine;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.SubjectRow;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.protocol.CheckResult;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Report;

/** A printer that two machines of a site look at is one subject; the machines are witnesses. */
@Tag("engines")
class OnePrinterTwoMachinesTest {
  private static final Instant T0 = Instant.parse("2026-11-23T00:00:00Z");
  private static final Office OFFICE =
      OfficeFile.of(
          "plan",
          YamlFile.parse(
              "plan",
              """
              province: p
              communes:
                c:
                  name: C
                  sites:
                    s: {name: S, contact: Tổ, machines: [{code: M}, {code: N}]}
              """));
  private static final Subject PRINTER = new Subject("c/s", "may-in-q1", "printer.status");

  @TempDir private Path folder;
  private Store store;
  private Intake intake;
  private int sequence;

  @BeforeEach
  void open() {
    store = TestDatabase.open(folder.resolve("t.db"));
    store.write(
        tx -> {
          tx.agents().add("c/s", "M", "hash-m", T0);
          return tx.agents().add("c/s", "N", "hash-n", T0);
        });
    intake = new Intake(store, () -> OFFICE);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Instant minute(int minutes) {
    return T0.plus(Duration.ofMinutes(minutes));
  }

  private void sees(String machine, int at, @Nullable String reason, String model) {
    sees(machine, "may-in-q1", at, reason, model);
  }

  private void sees(String machine, String target, int at, @Nullable String reason, String model) {
    CheckResult result =
        new CheckResult(
            "printer.status",
            target,
            minute(at),
            5,
            reason == null ? Outcome.OK : Outcome.FAIL,
            reason,
            List.of(),
            List.of(),
            Map.of("model", model));
    Report report =
        new Report(machine, "boot", ++sequence, minute(at), "1", 0, false, List.of(result));
    intake.accept(
        new Machine("c/s", machine, T0, null, "", 0, null),
        report,
        Zipped.body(report),
        minute(at));
  }

  private List<SubjectRow> subjects() {
    return store.read(tx -> tx.states().ofSite("c/s"));
  }

  private List<Incident> incidents() {
    return store.read(tx -> tx.incidents().newest(9));
  }

  @Test
  void itIsOneSubjectAndOneIncident() {
    sees("M", 0, "printer.no_paper", "over SNMP");
    sees("N", 1, "printer.no_paper", "over IPP");
    sees("M", 2, "printer.no_paper", "over SNMP");
    assertThat(subjects()).extracting(SubjectRow::subject).containsExactly(PRINTER);
    assertThat(incidents())
        .extracting(Incident::subject, Incident::isOpen)
        .containsExactly(tuple(PRINTER, true));

    sees("N", 3, null, "over IPP");
    assertThat(subjects()).hasSize(1);
    assertThat(incidents())
        .extracting(Incident::subject, Incident::recoveredAt)
        .containsExactly(tuple(PRINTER, minute(3)));
    List<Transition> history = store.read(tx -> tx.history().of(PRINTER));
    assertThat(history)
        .extracting(Transition::at, Transition::outcome)
        .containsExactly(tuple(minute(0), Outcome.FAIL), tuple(minute(3), Outcome.OK));
  }

  @Test
  void theLaterReadingWinsWhoeverReportsFirst() {
    sees("N", 5, null, "over IPP");
    sees("M", 4, "printer.no_paper", "over SNMP");
    SubjectRow row = subjects().get(0);
    assertThat(row.state().outcome()).isEqualTo(Outcome.OK);
    assertThat(row.state().observedAt()).isEqualTo(minute(5));
    assertThat(row.state().witness()).isEqualTo("N");
    assertThat(row.facts()).containsEntry("model", "over IPP");
    assertThat(subjects()).hasSize(1);
    assertThat(incidents()).isEmpty();
  }

  @Test
  void anotherPrinterIsAnotherSubject() {
    sees("M", "may-in-q1", 0, null, "a");
    sees("N", "may-in-q2", 0, null, "a");
    assertThat(subjects())
        .extracting(row -> row.subject().target())
        .containsExactlyInAnyOrder("may-in-q1", "may-in-q2");
  }
}
