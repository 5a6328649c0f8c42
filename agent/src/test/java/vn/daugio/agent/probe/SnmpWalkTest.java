package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.PDU;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

class SnmpWalkTest {
  private static final String ENTRY = "1.3.6.1.2.1.43.11.1.1";
  private final TreeMap<OID, Variable> mib = new TreeMap<>();

  SnmpWalkTest() {
    for (int row = 1; row <= 30; row++) {
      mib.put(new OID(ENTRY + ".6.1." + row), new OctetString("supply " + row));
      if (row % 3 != 0) {
        mib.put(new OID(ENTRY + ".9.1." + row), new Integer32(row));
      }
    }
    mib.put(new OID("1.3.6.1.2.1.43.12.1.1.4.1.1"), new OctetString("black"));
  }

  private PDU answer(PDU request, int mostRows) {
    PDU response = new PDU();
    response.setType(PDU.RESPONSE);
    int rows =
        request.getType() == PDU.GETBULK ? Math.min(mostRows, request.getMaxRepetitions()) : 1;
    List<OID> at =
        new java.util.ArrayList<>(
            request.getVariableBindings().stream().map(VariableBinding::getOid).toList());
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < at.size(); i++) {
        OID next = mib.higherKey(at.get(i));
        response.add(
            next == null
                ? new VariableBinding(at.get(i), Null.endOfMibView)
                : new VariableBinding(next, mib.get(next)));
        at.set(i, next == null ? at.get(i) : next);
      }
    }
    return response;
  }

  private static PDU error(int status, int index) {
    PDU response = new PDU();
    response.setType(PDU.RESPONSE);
    response.setErrorStatus(status);
    response.setErrorIndex(index);
    return response;
  }

  private static List<SnmpRow> walk(boolean bulk, UnaryOperator<PDU> agent) {
    SnmpTable table = SnmpTable.of(ENTRY, 6, 9);
    return walk(new SnmpWalk(bulk, false, List.of(table)), agent).getOrDefault(table, List.of());
  }

  private static Map<SnmpTable, List<SnmpRow>> walk(SnmpWalk walk, UnaryOperator<PDU> agent) {
    Optional<SnmpWalk.Request> next = walk.next();
    while (next.isPresent()) {
      walk.take(answer(next.get(), agent));
      next = walk.next();
    }
    return walk.rows();
  }

  private static SnmpWalk.Answer answer(SnmpWalk.Request request, UnaryOperator<PDU> agent) {
    try {
      return new SnmpWalk.Answer(agent.apply(request.pdu()), false);
    } catch (ProbeException e) {
      @Nullable PDU instead = request.instead();
      if (e.failure() != ProbeFailure.TIMED_OUT || instead == null) {
        throw e;
      }
      return new SnmpWalk.Answer(agent.apply(instead), true);
    }
  }

  private void assertComplete(List<SnmpRow> rows) {
    assertThat(rows).hasSize(30);
    for (int i = 0; i < 30; i++) {
      assertThat(rows.get(i).index()).isEqualTo("1." + (i + 1));
      assertThat(rows.get(i).text(6)).isEqualTo("supply " + (i + 1));
      assertThat(rows.get(i).number(9).isPresent()).isEqualTo((i + 1) % 3 != 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void readsSparseTablesHoweverFewRowsAnAgentReturns(int mostRows) {
    assertComplete(walk(true, request -> answer(request, mostRows)));
    assertComplete(walk(false, request -> answer(request, mostRows)));
  }

  @Test
  void truncatedResponsesLoseNothing() {
    assertComplete(
        walk(
            true,
            request -> {
              PDU whole = answer(request, 10);
              PDU cut = new PDU();
              cut.setType(PDU.RESPONSE);
              cut.addAll(whole.getVariableBindings().subList(0, Math.min(3, whole.size())));
              return cut;
            }));
  }

  @Test
  void tooBigAndGenErrAreAnsweredByAskingForLess() {
    assertComplete(
        walk(
            true,
            request ->
                request.getType() == PDU.GETBULK && request.getMaxRepetitions() > 2
                    ? error(PDU.tooBig, 0)
                    : answer(request, 100)));
    assertComplete(
        walk(true, request -> request.size() > 1 ? error(PDU.tooBig, 0) : answer(request, 100)));
    assertComplete(
        walk(
            true,
            request ->
                request.getType() == PDU.GETBULK ? error(PDU.genErr, 1) : answer(request, 1)));
  }

  @Test
  void anAgentThatIgnoresGetBulkIsAskedByGetNext() {
    assertComplete(
        walk(
            true,
            request -> {
              if (request.getType() == PDU.GETBULK) {
                throw new ProbeException(ProbeFailure.TIMED_OUT, "test");
              }
              return answer(request, 1);
            }));
  }

  @Test
  void versionOneEndsWithNoSuchName() {
    mib.remove(new OID("1.3.6.1.2.1.43.12.1.1.4.1.1"));
    assertComplete(
        walk(
            false,
            request -> {
              PDU response = answer(request, 1);
              for (int i = 0; i < response.size(); i++) {
                if (response.get(i).isException()) {
                  return error(PDU.noSuchName, i + 1);
                }
              }
              return response;
            }));
  }

  @Test
  void silenceInTheMiddleIsNoShortTable() {
    int[] requests = {0};
    assertFailure(
        ProbeFailure.TIMED_OUT,
        request -> {
          if (++requests[0] > 2) {
            throw new ProbeException(ProbeFailure.TIMED_OUT, "test");
          }
          return answer(request, 3);
        });
  }

  @Test
  void anAgentThatLoopsOrSaysNothingIsMalformed() {
    assertFailure(
        ProbeFailure.MALFORMED,
        request -> {
          PDU same = new PDU();
          same.setType(PDU.RESPONSE);
          same.add(new VariableBinding(new OID(ENTRY + ".6.1.1"), new Integer32(1)));
          return same;
        });
    assertFailure(ProbeFailure.MALFORMED, request -> error(PDU.noError, 0));
    assertFailure(ProbeFailure.MALFORMED, request -> error(PDU.genErr, 1));
    assertFailure(ProbeFailure.MALFORMED, request -> error(PDU.tooBig, 0));
    assertFailure(ProbeFailure.AUTH_REJECTED, request -> error(PDU.authorizationError, 0));
  }

  @Test
  void anEndlessTableIsMalformed() {
    int[] row = {0};
    assertFailure(
        ProbeFailure.MALFORMED,
        request -> {
          PDU more = new PDU();
          more.setType(PDU.RESPONSE);
          for (int i = 0; i < request.size(); i++) {
            OID column = new OID(request.get(i).getOid().getValue(), 0, 11);
            more.add(new VariableBinding(column.append(1).append(++row[0]), new Integer32(1)));
          }
          return more;
        });
    assertThat(row[0]).isLessThan(3 * SnmpWalk.MAX_CELLS);
  }

  private static void assertFailure(ProbeFailure failure, UnaryOperator<PDU> agent) {
    assertThatThrownBy(() -> walk(true, agent))
        .isInstanceOfSatisfying(
            ProbeException.class, e -> assertThat(e.failure()).isEqualTo(failure));
  }
}
