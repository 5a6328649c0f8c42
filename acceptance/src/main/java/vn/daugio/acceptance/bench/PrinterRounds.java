package vn.daugio.acceptance.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import vn.daugio.agent.AgentConfig;
import vn.daugio.agent.Machines;
import vn.daugio.agent.check.CheckRunner;
import vn.daugio.agent.check.Judged;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.plan.Assignment;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;

/**
 * Rounds over printers in one process, as a prober makes them that stays resident: prints of each
 * how many results are OK, its wall time and its processor time in seconds.
 */
final class PrinterRounds {
  private PrinterRounds() {}

  /**
   * @param args the agent's configuration, the number of rounds
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Clock clock = Clock.systemUTC();
    List<Assignment> printers =
        AgentConfig.load(Path.of(args[0])).targets().stream()
            .flatMap(
                target ->
                    Stream.of(
                            CheckType.PRINTER_STATUS,
                            CheckType.PRINTER_SUPPLIES,
                            CheckType.PRINTER_PAGES)
                        .map(
                            type ->
                                new Assignment(type, target, type.limits(), type.deadline(), null)))
            .toList();
    CheckRunner runner = new CheckRunner(Machines.equipment(clock).checks(), clock);
    for (int round = 0; round < Integer.parseInt(args[1]); round++) {
      double processor = processorSeconds();
      long start = System.nanoTime();
      List<Judged> judged = runner.run(printers, any -> LastReading.NONE);
      System.out.printf(
          "%d %.3f %.3f%n",
          judged.stream().filter(one -> one.result().outcome() == Outcome.OK).count(),
          (System.nanoTime() - start) / 1e9,
          processorSeconds() - processor);
    }
    System.exit(0);
  }

  private static double processorSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }
}
