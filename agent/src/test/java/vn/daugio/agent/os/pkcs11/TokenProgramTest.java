package vn.daugio.agent.os.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.Tokens.Certificate;
import vn.daugio.agent.os.Tokens.Health;
import vn.daugio.agent.os.Tokens.Pin;
import vn.daugio.agent.os.Tokens.Token;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.SoftHsm;

/** Real libraries in the real process: SoftHSM, a text file, one that hangs, one that crashes. */
class TokenProgramTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2027-01-01T00:00:00Z");
  private static final String GOVERNMENT =
      "/C=VN/O=Ban Cơ yếu Chính phủ/CN=CA phục vụ các cơ quan Nhà nước G2";

  @TempDir static Path folder;
  private static SoftHsm hsm;

  @BeforeAll
  static void tokens() {
    hsm =
        SoftHsm.create(folder)
            .token("Nguyen Van An")
            .certificate(
                "Nguyen Van An",
                GOVERNMENT,
                "/C=VN/O=UBND xã Đại Đồng/CN=Nguyễn Văn An/UID=CCCD:040080000001",
                FROM,
                TO)
            .token("tried")
            .wrongPin("tried")
            .token("empty");
  }

  private static String read(Path library, String... environment) {
    return SoftHsm.run(Middlewares.command(library), hsm.configuration(), environment);
  }

  @Test
  void publicCertificatesAreReadAndReducedBeforeTheyLeaveTheProcess() {
    String output = read(hsm.library());
    assertThat(output).doesNotContainIgnoringCase("Nguy").doesNotContain("0400", "UBND", "xã");

    ModuleReading reading = ModuleReading.parse(output);
    assertThat(reading.health()).isEqualTo(Health.WORKS);
    assertThat(reading.tokens())
        .extracting(Token::pin)
        .containsExactlyInAnyOrder(Pin.FINE, Pin.COUNT_LOW, Pin.FINE);
    assertThat(reading.certificates())
        .extracting(Certificate::from, Certificate::to, Certificate::issuer, Certificate::role)
        .containsExactly(tuple(FROM, TO, "government", "person"));
    assertThat(reading.certificates().get(0).serialTail()).matches("[0-9a-f]{4}");
    assertThat(reading.unreadable()).isZero();
  }

  /** Calls as OpenSC's spy writes them down between the program and SoftHSM. */
  @Test
  void nobodyLogsInAndNothingIsSigned() throws Exception {
    Path spy = SoftHsm.find("pkcs11-spy.so", "");
    Path log = folder.resolve("spy.log");
    read(spy, "PKCS11SPY", hsm.library().toString(), "PKCS11SPY_OUTPUT", log.toString());

    Set<String> calls =
        Pattern.compile("(?m)^\\d+: (C_\\w+)$")
            .matcher(Files.readString(log, StandardCharsets.ISO_8859_1))
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(calls)
        .containsExactly(
            "C_CloseSession",
            "C_Finalize",
            "C_FindObjects",
            "C_FindObjectsFinal",
            "C_FindObjectsInit",
            "C_GetAttributeValue",
            "C_GetFunctionList",
            "C_GetSlotList",
            "C_GetTokenInfo",
            "C_Initialize",
            "C_OpenSession");
  }

  @Test
  void aLibraryWithoutItsConfigurationFails() {
    String output =
        SoftHsm.run(Middlewares.command(hsm.library()), folder.resolve("none").toString());
    assertThat(ModuleReading.parse(output).health()).isEqualTo(Health.FAILS);
  }

  @Test
  void aFileThatIsNoLibraryIsNotLoaded() throws Exception {
    Path text = Files.writeString(folder.resolve("text.so"), "no library");
    assertThat(ask(text)).isEqualTo(Health.NOT_LOADED);
    assertThat(ask(compiled("empty", "int nothing;"))).isEqualTo(Health.NOT_LOADED);
  }

  @Test
  void aLibraryThatCrashesTakesNobodyWithIt() throws Exception {
    assertThat(
            ask(compiled("crash", "int C_GetFunctionList(int **p) { *(volatile int *) 8 = 1; }")))
        .isEqualTo(Health.CRASHED);
    assertThat(
            ask(
                compiled(
                    "exit", "#include <stdlib.h>\nint C_GetFunctionList(int **p) { _Exit(0); }")))
        .isEqualTo(Health.CRASHED);
  }

  @Test
  void aLibraryThatHangsIsEnded() throws Exception {
    Path library =
        compiled(
            "hang", "#include <unistd.h>\nint C_GetFunctionList(int **p) { for (;;) pause(); }");
    assertThat(Middlewares.ask(library, Deadline.in(Duration.ofSeconds(2))).health())
        .isEqualTo(Health.HANGS);
  }

  /** A vendor's library writes to the same stream. */
  @Test
  void onlyTheMarkedLineCounts() {
    String line = "{\"daugio\":{\"state\":\"works\",\"tokens\":[]}}";
    assertThat(ModuleReading.parse("hello\n" + line + "\nbye").health()).isEqualTo(Health.WORKS);
    assertThat(ModuleReading.parse("x" + line).health()).isEqualTo(Health.CRASHED);
    assertThat(ModuleReading.parse("{\"daugio\":{\"state\":\"not_supported\"}}").health())
        .isEqualTo(Health.NOT_SUPPORTED);
  }

  @Test
  void thePinsFlagsAreThoseOfTheStandard() {
    assertThat(List.of(0x8, 0x10008, 0x30008, 0x40008, 0x0))
        .extracting(flags -> pin(flags))
        .containsExactly(Pin.FINE, Pin.COUNT_LOW, Pin.FINAL_TRY, Pin.LOCKED, Pin.NOT_SET);
  }

  private static Pin pin(int flags) {
    return ModuleReading.parse(
            "{\"daugio\":{\"state\":\"works\",\"tokens\":[{\"id\":\"0123456789abcdef\",\"flags\":"
                + flags
                + ",\"unreadable\":1}]}}")
        .tokens()
        .get(0)
        .pin();
  }

  private static Health ask(Path library) throws InterruptedException {
    return Middlewares.ask(library, Deadline.in(Duration.ofSeconds(20))).health();
  }

  private static Path compiled(String name, String source) throws Exception {
    Path code = Files.writeString(folder.resolve(name + ".c"), source + "\n");
    Path library = folder.resolve(name + ".so");
    Peers.run(Peers.need("gcc"), "-w", "-shared", "-fPIC", "-o", library + "", code + "");
    return library;
  }
}
