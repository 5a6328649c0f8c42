package vn.daugio.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.daugio.collector.notify.Notifier.Delivery;
import vn.daugio.collector.surface.Programs;
import vn.daugio.protocol.Language;

/** A real pseudo-terminal with a modem of our own at its other end; never a real port. */
class SmsModemNotifierTest {
  private static final String PHONE = "0912345678";
  private static final GsmModem.Waits PATIENT =
      new GsmModem.Waits(Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(15));
  private static final GsmModem.Waits SHORT =
      new GsmModem.Waits(Duration.ofSeconds(3), Duration.ofMillis(300), Duration.ofMillis(300));
  @TempDir private Path folder;
  private ModemSimulator modem;

  @BeforeAll
  static void peer() {
    Programs.require("socat");
  }

  @BeforeEach
  void start() throws IOException {
    modem = new ModemSimulator(folder);
  }

  @AfterEach
  void stop() throws IOException {
    modem.close();
  }

  private SmsModemNotifier notifier(GsmModem.Waits waits, boolean unicode, @Nullable String pin) {
    return new SmsModemNotifier(
        "sim",
        new SmsModemNotifier.Line(modem.port(), 115_200, pin),
        new SmsStyle(Language.VI, unicode, 3, ""),
        waits);
  }

  private Delivery send(String brief) {
    return notifier(PATIENT, false, null).send(SmsGatewayNotifierTest.letter(brief), PHONE);
  }

  private List<DecodedPdu> received() {
    return modem.texts.stream().map(DecodedPdu::of).toList();
  }

  @Test
  void aTextArrivesWithoutDiacritics() {
    assertThat(send("Mất Internet – Quầy 3")).isEqualTo(new Delivery.Taken());
    assertThat(received())
        .containsExactly(new DecodedPdu("+84912345678", "", 167, "Mat Internet - Quay 3"));
    assertThat(modem.commands)
        .containsExactly(
            "AT", "ATE0V1", "AT+CMEE=1", "AT+CPIN?", "AT+CREG?", "AT+CMGF=0", "AT+CMGS=33");
  }

  @Test
  void aLongTextWithDiacriticsArrivesInParts() {
    String brief = "Mất Internet ở quầy ba từ bảy giờ. ".repeat(5).strip();
    assertThat(notifier(PATIENT, true, null).send(SmsGatewayNotifierTest.letter(brief), PHONE))
        .isEqualTo(new Delivery.Taken());
    assertThat(String.join("", received().stream().map(DecodedPdu::text).toList()))
        .isEqualTo(brief);
    assertThat(received())
        .extracting(one -> one.header().substring(8))
        .containsExactly("0301", "0302", "0303");
  }

  @Test
  void twoLettersGoOneAfterTheOther() {
    SmsModemNotifier one = notifier(PATIENT, false, null);
    assertThat(one.send(SmsGatewayNotifierTest.letter("a"), PHONE)).isEqualTo(new Delivery.Taken());
    assertThat(one.send(SmsGatewayNotifierTest.letter("b"), PHONE)).isEqualTo(new Delivery.Taken());
    assertThat(received()).extracting(DecodedPdu::text).containsExactly("a", "b");
  }

  @Test
  void echoAndWhatTheModemSaysUnaskedAreLeftAside() {
    modem.stubbornEcho = true;
    modem.chatter = "\r\n+CREG: 2\r\n\r\n+CMTI: \"SM\",3\r\n\r\n^RSSI:20\r\n\r\nRING\r\n";
    assertThat(send("a")).isEqualTo(new Delivery.Taken());
    assertThat(received()).extracting(DecodedPdu::text).containsExactly("a");
  }

  @Test
  void aModemThatWasCutOffInTheMiddleOfATextIsWokenUp() {
    modem.prompting = true;
    assertThat(send("a")).isEqualTo(new Delivery.Taken());
    assertThat(received()).extracting(DecodedPdu::text).containsExactly("a");
  }

  @Test
  void aModemThatIsSlowToWakeUpIsAskedAgain() {
    modem.deafTo.set(1);
    GsmModem.Waits waits =
        new GsmModem.Waits(Duration.ofSeconds(3), Duration.ofSeconds(15), Duration.ofSeconds(15));
    assertThat(notifier(waits, false, null).send(SmsGatewayNotifierTest.letter("a"), PHONE))
        .isEqualTo(new Delivery.Taken());
  }

  @ParameterizedTest
  @CsvSource({"38, RetryLater", "28, Permanent", "310, Misconfigured"})
  void theNetworksErrorIsACategory(int code, String category) {
    modem.answers.put("text", "+CMS ERROR: " + code);
    Delivery delivery = send("a");
    assertThat(delivery.getClass().getSimpleName()).isEqualTo(category);
    assertThat(delivery.toString()).contains("CMS " + code).doesNotContain(PHONE.substring(1));
  }

  @Test
  void anErrorInsteadOfThePromptIsACategoryToo() {
    modem.answers.put("AT+CMGS", "+CMS ERROR: 330");
    assertThat(send("a")).isInstanceOf(Delivery.Misconfigured.class);
    modem.answers.put("AT+CMGS", "ERROR");
    assertThat(send("a"))
        .isEqualTo(new Delivery.RetryLater("sim: the modem could not send (ERROR)", null));
    assertThat(modem.texts).isEmpty();
  }

  @Test
  void anAnswerWithoutAReceiptIsNoSuccess() {
    modem.answers.put("text", "OK");
    assertThat(send("a")).isInstanceOf(Delivery.RetryLater.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,5", "2,1,\"1A2B\",\"0C3D\",7"})
  void homeRoamingAndTextOnlyAreNetworks(String state) {
    modem.answers.put("AT+CREG?", "+CREG: " + state + "\r\n\r\nOK");
    assertThat(send("a")).isEqualTo(new Delivery.Taken());
  }

  @Test
  void aNetworkOfTheFourthGenerationIsOne() {
    modem.answers.put("AT+CREG?", "+CREG: 0,0\r\n\r\nOK");
    modem.answers.put("AT+CEREG?", "+CEREG: 0,1\r\n\r\nOK");
    assertThat(send("a")).isEqualTo(new Delivery.Taken());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void withoutANetworkItIsTriedLater(int state) {
    modem.answers.put("AT+CREG?", "+CREG: 0," + state + "\r\n\r\nOK");
    assertThat(notifier(SHORT, false, null).send(SmsGatewayNotifierTest.letter("a"), PHONE))
        .isEqualTo(new Delivery.RetryLater("sim: the modem finds no network", null));
  }

  @Test
  void thePinIsEnteredWhereTheSimWantsOne() {
    modem.answers.put("AT+CPIN?", "+CPIN: SIM PIN\r\n\r\nOK");
    modem.answers.put("AT+CPIN=\"1234\"", "OK");
    assertThat(send("a")).isEqualTo(new Delivery.Misconfigured("sim: the SIM wants its PIN"));
    assertThat(notifier(PATIENT, false, "1234").send(SmsGatewayNotifierTest.letter("a"), PHONE))
        .isEqualTo(new Delivery.Taken());
  }

  @Test
  void aWrongPinIsEnteredOnce() {
    modem.answers.put("AT+CPIN?", "+CPIN: SIM PIN\r\n\r\nOK");
    modem.answers.put("AT+CPIN=\"9876\"", "+CME ERROR: 16");
    SmsModemNotifier wrong = notifier(PATIENT, false, "9876");
    Delivery first = wrong.send(SmsGatewayNotifierTest.letter("a"), PHONE);
    assertThat(first).isEqualTo(new Delivery.Misconfigured("sim: the PIN is wrong (CME 16)"));
    assertThat(wrong.send(SmsGatewayNotifierTest.letter("a"), PHONE))
        .isInstanceOf(Delivery.Misconfigured.class);
    assertThat(modem.commands.stream().filter(one -> one.contains("9876"))).hasSize(1);
    assertThat(wrong.toString() + first).doesNotContain("9876");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+CME ERROR: 10 | Misconfigured",
        "+CME ERROR: 14 | RetryLater",
        "+CPIN: SIM PUK | Misconfigured",
        "OK | RetryLater",
        "ERROR | RetryLater"
      })
  void theStateOfTheSimIsACategory(String answer, String category) {
    modem.answers.put("AT+CPIN?", answer.startsWith("+CPIN") ? answer + "\r\n\r\nOK" : answer);
    assertThat(send("a").getClass().getSimpleName()).isEqualTo(category);
    assertThat(modem.texts).isEmpty();
  }

  @Test
  void aModemWithoutPduModeGetsPlainText() {
    modem.answers.put("AT+CMGF=0", "ERROR");
    assertThat(notifier(PATIENT, true, null).send(SmsGatewayNotifierTest.letter("Mất"), PHONE))
        .isEqualTo(new Delivery.Taken());
    assertThat(modem.texts).containsExactly("Mat");
    assertThat(modem.commands).endsWith("AT+CSCS=\"IRA\"", "AT+CMGS=\"+84912345678\"");
  }

  @Test
  void aDeadModemIsGivenUp() {
    modem.deafTo.set(100);
    assertThat(notifier(SHORT, false, null).send(SmsGatewayNotifierTest.letter("a"), PHONE))
        .isEqualTo(new Delivery.RetryLater("sim: the modem does not answer", null));
  }

  @Test
  void aMissingReceiptIsToldAsSuch() {
    modem.answers.put("text", ModemSimulator.SILENCE);
    assertThat(notifier(SHORT, false, null).send(SmsGatewayNotifierTest.letter("a"), PHONE))
        .isEqualTo(new Delivery.RetryLater("sim: no receipt: the message may arrive twice", null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AT+CPIN?", "AT+CMGS", "text"})
  void aPowerCutIsSurvived(String when) {
    modem.answers.put(when, ModemSimulator.POWER_CUT);
    assertThat(send("a")).isInstanceOf(Delivery.RetryLater.class);
  }

  @Test
  void aSecondLetterDoesNotDisturbTheFirst() {
    modem.answers.put("text", ModemSimulator.SILENCE);
    SmsModemNotifier one =
        notifier(
            new GsmModem.Waits(
                Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofSeconds(5)),
            false,
            null);
    CompletableFuture<Delivery> first =
        CompletableFuture.supplyAsync(() -> one.send(SmsGatewayNotifierTest.letter("a"), PHONE));
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> modem.texts.size() == 1);
    assertThat(one.send(SmsGatewayNotifierTest.letter("b"), PHONE))
        .isEqualTo(new Delivery.RetryLater("sim: the modem is busy", null));
    assertThat(first.join()).isInstanceOf(Delivery.RetryLater.class);
    assertThat(modem.texts).hasSize(1);
  }

  @Test
  void whoeverIsStoppedSaysSoAndTheModemIsFreeAgain() {
    SmsModemNotifier one = notifier(SHORT, false, null);
    Thread.currentThread().interrupt();
    assertThat(one.send(SmsGatewayNotifierTest.letter("a"), PHONE))
        .isEqualTo(new Delivery.RetryLater("sim: stopped", null));
    assertThat(Thread.interrupted()).isTrue();
    Delivery busy = new Delivery.RetryLater("sim: the modem is busy", null);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !one.send(SmsGatewayNotifierTest.letter("a"), PHONE).equals(busy));
  }

  @Test
  void aPortThatIsNotThereIsAMistake() {
    SmsModemNotifier.Line nowhere =
        new SmsModemNotifier.Line(folder.resolve("none").toString(), 115_200, null);
    SmsStyle style = new SmsStyle(Language.VI, false, 1, "");
    assertThat(
            new SmsModemNotifier("sim", nowhere, style, SHORT)
                .send(SmsGatewayNotifierTest.letter("a"), PHONE))
        .isEqualTo(new Delivery.Misconfigured("sim: there is no such port"));
    assertThat(send("").getClass()).isEqualTo(Delivery.Taken.class);
    assertThat(notifier(SHORT, false, null).send(SmsGatewayNotifierTest.letter("a"), "113"))
        .isInstanceOf(Delivery.Permanent.class);
  }

  @Test
  void itIsReadFromTheConfiguration() throws IOException {
    Files.writeString(folder.resolve("pin"), "1234");
    Files.writeString(folder.resolve("bad"), "12x4");
    ConfigReading good =
        ConfigReading.of(
            folder, "channels: [{name: sim, kind: sms-modem, port: COM3, pin-file: pin}]");
    assertThat(good.problems()).isEmpty();
    assertThat(good.notifiers().get(0).name()).isEqualTo("sms-modem:sim");
    assertThat(good.notifiers().get(0).longest()).isEqualTo(306);
    assertThat(
            ConfigReading.of(
                    folder,
                    "channels: [{name: a, kind: sms-modem, port: ../x, pin-file: bad, baud: 1}]")
                .problems())
        .containsExactly(
            "channels[0].port: a port like /dev/ttyUSB0 or COM3 is expected",
            "channels[0].pin-file: the file does not hold what is expected here",
            "channels[0].baud: a whole number from 1200 to 921600 is expected, not '1'");
  }
}
