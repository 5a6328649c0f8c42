package vn.daugio.collector.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import vn.daugio.collector.incident.Notice;
import vn.daugio.collector.incident.Severity;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.DeliveryRow;
import vn.daugio.collector.store.StoreException;
import vn.daugio.collector.store.Tx;
import vn.daugio.protocol.Language;

/** Writes letters. */
final class Letters {
  private final String publicUrl;

  /**
   * @param publicUrl how people reach the pages, without a slash at the end
   */
  Letters(String publicUrl) {
    this.publicUrl = publicUrl;
  }

  /** What is sent for the rows of one lease. */
  Letter of(Tx tx, List<DeliveryRow> rows, Supplier<Office> offices) {
    Messages messages = new Messages(offices);
    List<Message> about =
        rows.stream()
            .map(
                row ->
                    tx.outbox()
                        .find(row.notice())
                        .orElseThrow(() -> new StoreException("a notice is gone")))
            .map(notice -> messages.of(tx, notice))
            .toList();
    DeliveryRow first = rows.get(0);
    String whom = first.isPerson() ? "-" + shortHash(first.destination()) : "";
    return about.size() == 1
        ? of(about.get(0), about.get(0).notice().key() + whom)
        : digest(about, "daugio-" + first.letter() + whom);
  }

  Letter of(Message message) {
    return of(message, message.notice().key());
  }

  private Letter of(Message message, String key) {
    Notice notice = message.notice();
    return new Letter(
        key,
        notice.kind().code(),
        notice.incident().severity(),
        words(language -> NoticeText.words(message, language)),
        List.of(message),
        publicUrl + "/incidents/" + notice.incident().id());
  }

  /** One letter instead of many. */
  Letter digest(List<Message> about, String key) {
    Severity highest =
        about.stream()
            .map(message -> message.notice().incident().severity())
            .max(Comparator.naturalOrder())
            .orElse(Severity.INFO);
    return new Letter(
        key,
        "digest",
        highest,
        words(language -> DigestText.words(about, language)),
        about,
        publicUrl + "/notices");
  }

  /** One that says only that it arrived. */
  Letter test(String key, String place) {
    return new Letter(
        key,
        "test",
        Severity.INFO,
        words(language -> DigestText.test(place, language)),
        List.of(),
        publicUrl + "/notices");
  }

  private static Map<Language, Letter.Words> words(Function<Language, Letter.Words> in) {
    Map<Language, Letter.Words> words = new EnumMap<>(Language.class);
    for (Language language : Language.values()) {
      words.put(language, in.apply(language));
    }
    return words;
  }

  /** Tells two people apart for a gateway that knows a repetition by its key. */
  private static String shortHash(String destination) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(destination.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
