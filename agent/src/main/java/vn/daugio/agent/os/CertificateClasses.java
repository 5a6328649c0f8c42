package vn.daugio.agent.os;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a certificate's names: classes out of a short list, never a name. Known issuers
 * stand in {@code certificate-issuers.txt}.
 */
public final class CertificateClasses {
  /** An issuer that the list does not know. */
  public static final String OTHER = "other";

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern PERSON = Pattern.compile("(cccd|cmnd|cmt|hc|hochieu|dinhdanh) ?:.*");
  private static final Pattern TAX_CODE = Pattern.compile("mst ?:.*");
  private static final Pattern BODY =
      Pattern.compile(
          "(uy ban|ubnd|hdnd|hoi dong|van phong|so |phong |trung tam|cong an|dang uy|cong ty|truong )"
              + ".*");

  /** A type and its value as RFC 2253 escapes it; a value as bytes in hexadecimal has no class. */
  private static final Pattern PART =
      Pattern.compile("(?:^|[,+]) ?(UID|CN|O)=((?:[^,+\\\\]++|\\\\.)*+)");

  private static final int LONGEST_NAME = 2_000;

  private static final Map<String, String> ISSUERS = load();

  private CertificateClasses() {}

  /**
   * The class of a certificate authority, e.g. {@code government}, {@code viettel}, or {@link
   * #OTHER}.
   *
   * @param name its distinguished name, in any notation
   */
  public static String issuer(String name) {
    String plain = plain(name);
    return ISSUERS.entrySet().stream()
        .filter(known -> plain.contains(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(OTHER);
  }

  /**
   * {@code person}, {@code organisation}, or {@code unspecified} where the name does not tell. An
   * identity number makes a person, also within an office; a tax code alone, a common name that is
   * the organisation's own or begins like an office's makes an organisation.
   *
   * @param subject a distinguished name in the notation of RFC 2253
   */
  public static String role(String subject) {
    boolean taxCode = false;
    boolean body = false;
    String common = "";
    String organisation = "";
    Matcher part = PART.matcher(cut(subject));
    while (part.find()) {
      String value = plain(part.group(2).replace("\\", ""));
      switch (part.group(1).toUpperCase(Locale.ROOT)) {
        case "UID" -> {
          if (PERSON.matcher(value).matches()) {
            return "person";
          }
          taxCode |= TAX_CODE.matcher(value).matches();
        }
        case "CN" -> {
          common = value;
          body = BODY.matcher(value).matches();
        }
        case "O" -> organisation = value;
        default -> {}
      }
    }
    boolean itself = !common.isEmpty() && common.equals(organisation);
    return taxCode || body || itself ? "organisation" : "unspecified";
  }

  /** Lower case without marks, so that both ways of writing Vietnamese are one. */
  private static String plain(String text) {
    String marked = Normalizer.normalize(cut(text), Normalizer.Form.NFD);
    return MARKS
        .matcher(marked)
        .replaceAll("")
        .replace('đ', 'd')
        .replace('Đ', 'd')
        .toLowerCase(Locale.ROOT);
  }

  private static String cut(String text) {
    return text.length() > LONGEST_NAME ? text.substring(0, LONGEST_NAME) : text;
  }

  private static Map<String, String> load() {
    Map<String, String> issuers = new LinkedHashMap<>();
    try (InputStream in = CertificateClasses.class.getResourceAsStream("certificate-issuers.txt")) {
      if (in == null) {
        throw new IllegalStateException("no certificate-issuers.txt");
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("=", 2))
          .forEach(pair -> issuers.put(pair[1].strip(), pair[0].strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return issuers;
  }
}
