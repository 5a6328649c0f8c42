package vn.daugio.agent.probe;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads one HTTP/1.1 response (RFC 9112): head at most 64 KB, of the body at most 256 KB. Whatever
 * a server sends, the result is an answer, an {@link IOException} of the connection, or MALFORMED.
 */
final class HttpReader {
  static final int MOST_HEAD = 64 * 1024;
  static final int MOST_BODY = 256 * 1024;

  /** Interim answers (1xx) before the one that counts. */
  private static final int MOST_INTERIM = 5;

  private static final Pattern STATUS =
      Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: .*)?", Pattern.DOTALL);
  private static final Pattern HEADER =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)", Pattern.DOTALL);
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,8})[ \t]*(;.*)?");
  private static final Pattern CHARSET =
      Pattern.compile("charset=\"?([A-Za-z0-9._:+-]{1,40})", Pattern.CASE_INSENSITIVE);

  private final InputStream in;
  private final int mostBody;
  private int headLeft = MOST_HEAD;

  private HttpReader(InputStream in, int mostBody) {
    this.in = in;
    this.mostBody = mostBody;
  }

  /**
   * @param in positioned before the status line; best buffered
   * @throws ProbeException MALFORMED
   */
  static HttpAnswer read(InputStream in) throws IOException {
    Raw raw = raw(in);
    return new HttpAnswer(raw.status(), raw.headers(), raw.text(), raw.bodyCut());
  }

  /** An answer whose body is no text; otherwise as {@link HttpAnswer}. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Raw(int status, Map<String, List<String>> headers, byte[] body, boolean bodyCut) {
    /** The body by its declared charset, else as UTF-8. */
    String text() {
      return new String(body, charset(headers));
    }
  }

  /**
   * @param in positioned before the status line; best buffered
   * @throws ProbeException MALFORMED
   */
  static Raw raw(InputStream in) throws IOException {
    return raw(in, MOST_BODY);
  }

  /**
   * @param mostBody how much of the body is read at most, in bytes
   */
  static Raw raw(InputStream in, int mostBody) throws IOException {
    return new HttpReader(in, mostBody).answer();
  }

  /**
   * What stands before the body of an answer.
   *
   * @param headers by lower-case name, in the order received
   */
  record Head(int status, Map<String, List<String>> headers) {}

  /** The head alone; afterwards the body is next in {@code in}. */
  static Head head(InputStream in) throws IOException {
    return new HttpReader(in, 0).head();
  }

  private Raw answer() throws IOException {
    Head head = head();
    Body body = new Body(mostBody);
    if (head.status() != 204 && head.status() != 304) {
      body(head.headers(), body);
    }
    byte[] plain = unzip(head.headers(), body);
    return new Raw(head.status(), head.headers(), plain, body.cut);
  }

  private Head head() throws IOException {
    for (int i = 0; i <= MOST_INTERIM; i++) {
      int status = status(line());
      Map<String, List<String>> headers = headers();
      if (status >= 200) {
        return new Head(status, headers);
      }
    }
    throw malformed("too many interim answers");
  }

  private static int status(String line) {
    Matcher matcher = STATUS.matcher(line);
    if (!matcher.matches()) {
      throw malformed("no HTTP status line");
    }
    return Integer.parseInt(matcher.group(1));
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      Matcher matcher = HEADER.matcher(line);
      if (!matcher.matches()) {
        throw malformed("no header line");
      }
      headers
          .computeIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(matcher.group(2).strip());
    }
    return headers;
  }

  private void body(Map<String, List<String>> headers, Body body) throws IOException {
    List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
    List<String> lengths = headers.getOrDefault("content-length", List.of());
    if (!codings.isEmpty()) {
      if (!codings.get(codings.size() - 1).toLowerCase(Locale.ROOT).strip().equals("chunked")) {
        throw malformed("unknown transfer coding");
      }
      chunks(body);
    } else if (!lengths.isEmpty()) {
      String length = lengths.get(0);
      if (!length.matches("\\d{1,18}") || lengths.stream().anyMatch(l -> !l.equals(length))) {
        throw malformed("bad content length");
      }
      body.take(in, Long.parseLong(length));
    } else {
      body.takeAll(in);
    }
  }

  private void chunks(Body body) throws IOException {
    headLeft = MOST_HEAD;
    while (!body.cut) {
      Matcher matcher = CHUNK.matcher(line());
      if (!matcher.matches()) {
        throw malformed("bad chunk size");
      }
      long size = Long.parseLong(matcher.group(1), 16);
      if (size == 0) {
        headers();
        return;
      }
      body.take(in, size);
      if (!body.cut && !line().isEmpty()) {
        throw malformed("bad end of chunk");
      }
    }
  }

  /** A line without its end; LF alone is tolerated (RFC 9112 §2.2). */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw malformed("the answer ends in its head");
      }
      if (--headLeft < 0) {
        throw malformed("head longer than 64 KB");
      }
      if (b == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      line.write(b);
    }
  }

  /** Some servers compress although we ask them not to. */
  private byte[] unzip(Map<String, List<String>> headers, Body body) throws IOException {
    byte[] bytes = body.kept.toByteArray();
    if (!headers.getOrDefault("content-encoding", List.of()).contains("gzip")) {
      return bytes;
    }
    Body plain = new Body(mostBody);
    try (InputStream zipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      plain.takeAll(zipped);
    } catch (ZipException | EOFException e) {
      if (!body.cut) {
        throw new ProbeException(ProbeFailure.MALFORMED, "http: bad gzip body", e);
      }
    }
    body.cut |= plain.cut;
    return plain.kept.toByteArray();
  }

  private static Charset charset(Map<String, List<String>> headers) {
    String type = String.join(";", headers.getOrDefault("content-type", List.of()));
    Matcher matcher = CHARSET.matcher(type);
    try {
      return matcher.find() ? Charset.forName(matcher.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  private static ProbeException malformed(String what) {
    return new ProbeException(ProbeFailure.MALFORMED, "http: " + what);
  }

  /** The beginning of a body. */
  private static final class Body {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int most;
    private boolean cut;

    Body(int most) {
      this.most = most;
    }

    void take(InputStream in, long length) throws IOException {
      int space = most - kept.size();
      int wanted = (int) Math.min(length, space);
      byte[] bytes = in.readNBytes(wanted);
      kept.write(bytes, 0, bytes.length);
      if (bytes.length < wanted) {
        throw malformed("the answer ends in its body");
      }
      cut = length > space;
    }

    void takeAll(InputStream in) throws IOException {
      byte[] bytes = in.readNBytes(most + 1);
      cut = bytes.length > most;
      kept.write(bytes, 0, Math.min(bytes.length, most));
    }
  }
}
