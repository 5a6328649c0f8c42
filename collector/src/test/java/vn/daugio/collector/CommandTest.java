package vn.daugio.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.collector.text.Texts;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.OfficeZone;

/** The commands as a shell sees them. */
class CommandTest {
  @TempDir private Path folder;

  private record Ended(int exit, String out, String err) {}

  private Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", // as bin/daugio-collector
                "-cp",
                System.getProperty("java.class.path"),
                CollectorApplication.class.getName()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("plan.yaml"), TestCollector.PLAN);
  }

  private String config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("c.yaml"), "plan: plan.yaml\n" + yaml).toString();
  }

  @Test
  void checkTellsThatAllIsFine() throws Exception {
    String file = config("");
    assertThat(run("check", file))
        .isEqualTo(new Ended(0, file + " and " + folder.resolve("plan.yaml") + " are fine\n", ""));
  }

  @Test
  void checkLooksWhetherTheDatabaseCanBeUsed() throws Exception {
    String server = "database: {url: \"jdbc:postgresql://127.0.0.1:9/d\", user: u}\n";
    assertThat(run("check", config(server)))
        .isEqualTo(
            new Ended(
                2,
                "",
                "daugio-collector: the PostgreSQL database d cannot be used: the server of"
                    + " database.url cannot be reached: ConnectException\n"));
    assertThat(run("check", config("data-directory: plan.yaml/data")).err())
        .isEqualTo(
            "daugio-collector: the data directory %s/plan.yaml/data cannot be created in %s\n"
                .formatted(folder, folder.resolve("plan.yaml")));
  }

  @Test
  void aCopyBeginsOnlyWhereItCanEnd() throws Exception {
    assertThat(run("migrate-to-postgresql", config(""), "jdbc:mysql://h/d"))
        .isEqualTo(
            new Ended(
                2,
                "",
                """
                daugio-collector: migrate-to-postgresql: 2 problems
                  - URL: an address like jdbc:postgresql://host/database is expected
                  - --user: is missing
                """));
    String url = "jdbc:postgresql://127.0.0.1:9/d?user=u";
    Ended ended = run("migrate-to-postgresql", config("data-directory: none"), url);
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo(
            "daugio-collector: there is no database %s/none/daugio.db to copy\n".formatted(folder));
  }

  @Test
  void checkWarnsOfWhatMayNotBeReliedOn() throws Exception {
    Files.writeString(folder.resolve("token"), "1234567890:abc");
    String file =
        config(
            """
            channels:
            - {name: a, kind: zalo-bot, token-file: token}
            - {name: b, kind: telegram, token-file: token, enabled: true,
               i-know-it-may-be-blocked: true}
            """);
    Ended ended = run("check", file);
    assertThat(ended.exit()).isZero();
    assertThat(ended.out())
        .startsWith(
            "warning: telegram:b: Telegram is blocked by order in Vietnam: do not rely on it\n")
        .endsWith(" are fine\n");
  }

  /** Of a day ten days ahead, whatever today is. */
  @Test
  void checkPrintsTheCalendarOfEachSite() throws Exception {
    LocalDate day = LocalDate.now(OfficeZone.ZONE).plusDays(10);
    Files.writeString(
        folder.resolve("plan.yaml"),
        "days-off: {" + day + ": {name: Bão, kind: emergency, source: Q}}\n" + TestCollector.PLAN);
    Ended ended = run("check", config(""), "--calendar", "--lang", "en");
    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(ended.out())
        .contains(" are fine\n\nCalendar · C · S (c/s)\nHours of the week, all year\n")
        .containsPattern(
            "  "
                + Texts.in(Language.EN).day(day)
                + " +Closed +Bão · Off at short notice · Official · Q\n");
  }

  @Test
  void checkTellsAllProblems() throws Exception {
    String file = config("listn: {}\npublic-url: x\n");
    assertThat(run("check", file))
        .isEqualTo(
            new Ended(
                2,
                "",
                "daugio-collector: "
                    + file
                    + ": 2 problems\n"
                    + "  - public-url: an address with http:// or https:// is expected: x\n"
                    + "  - unknown key 'listn'; did you mean 'listen'?\n"));
  }

  @Test
  void joinCodePrintsOnlyTheCode() throws Exception {
    Ended ended = run("join-code", config(""), "--site", "c/s", "--uses", "2", "--valid", "12h");
    assertThat(ended.out()).matches("([A-HJKMNP-Z2-9]{4}-){3}[A-HJKMNP-Z2-9]{4}\n");
    assertThat(ended.exit()).isZero();
  }

  @Test
  void joinCodeKnowsItsSites() throws Exception {
    Ended ended = run("join-code", config(""), "--site", "c/t", "--valid", "1y", "--uses", "0");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines().filter(line -> line.startsWith("  - ")))
        .containsExactly(
            "  - --valid: a duration like 30s, 5m, 12h or 7d is expected, not '1y'",
            "  - --uses: from 1 to 1000",
            "  - --site: unknown site 'c/t'; did you mean 'c/s'?");
  }

  @Test
  void aTestNoticeSaysWhatCameOfEachChannel() throws Exception {
    assertThat(run("test-notice", config(""), "--site", "c/s"))
        .isEqualTo(new Ended(0, "no channel is configured\n", ""));
    String hook = "channels: [{name: to, kind: webhook, url: \"http://127.0.0.1:9/secret\"}]\n";
    assertThat(run("test-notice", config(hook), "--site", "c/s").out())
        .isEqualTo("webhook:to\t\tretry\tto: ConnectException\n");
    assertThat(run("test-notice", config(hook), "--site", "c/t", "--role", "chef").err())
        .contains(
            "  - --site: unknown site 'c/t'; did you mean 'c/s'?\n",
            "  - --role: unknown role 'chef'; ");
  }

  @Test
  void usageMistakesEndWithTwo() throws Exception {
    assertThat(run().err())
        .isEqualTo("daugio-collector: a command is missing: server, check or join-code\n");
    assertThat(run("frobnicate").exit()).isEqualTo(2);
    assertThat(run("join-code", config("")).exit()).isEqualTo(2);
    assertThat(run("server").exit()).isEqualTo(2);
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      Ended ended = run("server", config("listen: {port: " + port + ", admin-port: 0}"));
      assertThat(ended)
          .isEqualTo(
              new Ended(
                  2,
                  "",
                  "daugio-collector: port "
                      + port
                      + " is taken by another program; choose another under listen:\n"));
    }
  }

  @Test
  void aDataDirectoryThatCannotBeMadeIsTold() throws Exception {
    Ended ended = run("server", config("data-directory: plan.yaml/data"));
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err())
        .startsWith("daugio-collector: cannot create the data directory ")
        .doesNotContain("\tat ");
  }
}
