package vn.daugio.collector.notify;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.notify.AtDialogue.Answer;
import vn.daugio.collector.notify.Notifier.Delivery;

/** One text through one modem, from waking it up to the network's receipt. */
final class GsmModem {
  private static final Pattern PIN = Pattern.compile("^\\+CPIN: ?(.*)$");

  /** Only what was asked for: what comes unasked has the state in the first place. */
  private static final Pattern REGISTERED = Pattern.compile("^\\+CE?REG: ?[0-9], ?([0-9]{1,2})\\b");

  private static final Pattern SENT = Pattern.compile("^\\+CMGS: ?[0-9]+");

  private final String name;
  private final AtDialogue dialogue;
  private final Waits waits;
  private boolean pinRefused;

  /**
   * How long to wait.
   *
   * @param answer for what the modem knows by itself
   * @param network for the network's receipt; TS 27.005 gives it up to a minute
   * @param search how long to look for a network
   */
  record Waits(Duration answer, Duration network, Duration search) {
    static final Waits USUAL =
        new Waits(Duration.ofSeconds(5), Duration.ofSeconds(60), Duration.ofSeconds(20));
  }

  GsmModem(String name, AtDialogue dialogue, Waits waits) {
    this.name = name;
    this.dialogue = dialogue;
    this.waits = waits;
  }

  /**
   * Makes it ready to send.
   *
   * @param pin null: none is known, or it was refused before: a third refusal locks the SIM
   * @return null: it is ready
   */
  @Nullable Delivery prepare(@Nullable String pin) throws IOException {
    dialogue.leavePrompt();
    boolean awake = false;
    for (int i = 0; i < 3 && !awake; i++) {
      awake = dialogue.command("AT", waits.answer().dividedBy(3)).isOk();
    }
    if (!awake) {
      return new Delivery.RetryLater(name + ": the modem does not answer");
    }
    dialogue.drain();
    dialogue.command("ATE0V1", waits.answer());
    dialogue.command("AT+CMEE=1", waits.answer());
    @Nullable Delivery locked = unlock(pin);
    return locked != null ? locked : register();
  }

  private @Nullable Delivery unlock(@Nullable String pin) throws IOException {
    Answer asked = dialogue.command("AT+CPIN?", waits.answer());
    String state = asked.find(PIN).map(found -> found.group(1).strip()).orElse("");
    if (!asked.isOk() || state.isEmpty()) {
      return ModemErrors.judge(name, asked.isOk() ? new Answer(asked.lines(), "ERROR") : asked);
    }
    if (state.equals("READY")) {
      return null;
    }
    if (!state.equals("SIM PIN")) {
      return new Delivery.Misconfigured(name + ": the SIM is locked");
    }
    if (pin == null) {
      return new Delivery.Misconfigured(name + ": the SIM wants its PIN");
    }
    Answer entered = dialogue.command("AT+CPIN=\"" + pin + "\"", waits.answer());
    pinRefused = !entered.isOk();
    return entered.isOk() ? null : ModemErrors.judge(name, entered);
  }

  /** Whether a PIN was entered and not accepted; it must not be entered again. */
  boolean isPinRefused() {
    return pinRefused;
  }

  /** Registered at home (1) or roaming (5), or for text messages only (6, 7); TS 27.007, 7.2. */
  private @Nullable Delivery register() throws IOException {
    long until = System.nanoTime() + waits.search().toNanos();
    do {
      for (String question : List.of("AT+CREG?", "AT+CEREG?")) {
        Answer answer = dialogue.command(question, waits.answer());
        if (answer.isSilence()) {
          return ModemErrors.judge(name, answer);
        }
        Optional<Matcher> state = answer.find(REGISTERED);
        if (state.isPresent() && List.of("1", "5", "6", "7").contains(state.get().group(1))) {
          return null;
        }
      }
      dialogue.listen(waits.search().dividedBy(20));
    } while (System.nanoTime() - until < 0);
    return new Delivery.RetryLater(name + ": the modem finds no network");
  }

  /** PDU mode where the modem has it, else text mode. */
  Delivery send(Phone phone, String text, int reference) throws IOException {
    if (dialogue.command("AT+CMGF=0", waits.answer()).isOk()) {
      for (SmsPdu pdu : SmsPdu.of(phone, text, reference)) {
        Delivery delivery = hand("AT+CMGS=" + pdu.length(), pdu.hex());
        if (!(delivery instanceof Delivery.Taken)) {
          return delivery;
        }
      }
      return new Delivery.Taken();
    }
    Answer mode = dialogue.command("AT+CMGF=1", waits.answer());
    if (!mode.isOk()) {
      return ModemErrors.judge(name, mode);
    }
    dialogue.command("AT+CSCS=\"IRA\"", waits.answer());
    for (String part : GsmText.split(Folding.toAscii(text))) {
      Delivery delivery = hand("AT+CMGS=\"+" + phone.international() + "\"", part);
      if (!(delivery instanceof Delivery.Taken)) {
        return delivery;
      }
    }
    return new Delivery.Taken();
  }

  private Delivery hand(String command, String text) throws IOException {
    Optional<Answer> refused = dialogue.prompt(command, waits.answer());
    if (refused.isPresent()) {
      dialogue.leavePrompt();
      return ModemErrors.judge(name, refused.get());
    }
    Answer sent = dialogue.text(text, waits.network());
    if (sent.isSilence()) {
      return new Delivery.RetryLater(name + ": no receipt: the message may arrive twice");
    }
    return sent.isOk() && sent.find(SENT).isPresent()
        ? new Delivery.Taken()
        : ModemErrors.judge(name, sent.isOk() ? new Answer(sent.lines(), "ERROR") : sent);
  }
}
