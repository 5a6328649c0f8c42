package vn.daugio.agent.probe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one IPP response (RFC 8010 section 3). Whatever the bytes are, the result is an answer or
 * MALFORMED; the memory it takes is bounded by a small multiple of theirs. Collections are passed
 * over: nothing that we ask for is one.
 */
final class IppReader {
  private static final int MOST_GROUPS = 1000;
  private static final int MOST_VALUES = 20_000;
  private static final int DEEPEST = 16;

  private static final int END = 0x03;
  private static final int LAST_DELIMITER = 0x0f;
  private static final int LAST_OUT_OF_BAND = 0x1f;
  private static final int INTEGER = 0x21;
  private static final int BOOLEAN = 0x22;
  private static final int ENUM = 0x23;
  private static final int OCTET_STRING = 0x30;
  private static final int DATE_TIME = 0x31;
  private static final int BEGIN_COLLECTION = 0x34;
  private static final int TEXT_WITH_LANGUAGE = 0x35;
  private static final int NAME_WITH_LANGUAGE = 0x36;
  private static final int END_COLLECTION = 0x37;
  private static final int FIRST_STRING = 0x40;
  private static final int LAST_STRING = 0x5f;

  private static final IppValue NONE = new IppValue.None();

  private final ByteBuffer in;
  private final List<IppGroup> groups = new ArrayList<>();
  private @Nullable Map<String, List<IppValue>> group;
  private @Nullable List<IppValue> attribute;
  private int depth;
  private int values;

  private IppReader(byte[] message) {
    this.in = ByteBuffer.wrap(message);
  }

  /**
   * @param requestId that the response has to repeat
   * @throws ProbeException MALFORMED
   */
  static IppAnswer read(byte[] message, int requestId, Optional<String> certificate) {
    return new IppReader(message).answer(requestId, certificate);
  }

  private IppAnswer answer(int requestId, Optional<String> certificate) {
    if (in.remaining() < 8) {
      throw malformed("shorter than its head");
    }
    int major = in.get();
    in.get();
    if (major != 1 && major != 2) {
      throw malformed("version " + major);
    }
    int status = Short.toUnsignedInt(in.getShort());
    if (in.getInt() != requestId) {
      throw malformed("answer to another request");
    }
    while (true) {
      int tag = octet();
      if (tag > LAST_DELIMITER) {
        value(tag);
      } else if (depth > 0) {
        throw malformed("a collection has no end");
      } else if (tag == END) {
        return new IppAnswer(status, List.copyOf(groups), certificate);
      } else {
        begin(tag);
      }
    }
  }

  private void begin(int tag) {
    Map<String, List<IppValue>> fresh = new LinkedHashMap<>();
    group = fresh;
    attribute = null;
    if (tag == IppGroup.PRINTER || tag == IppGroup.JOB) {
      if (groups.size() == MOST_GROUPS) {
        throw malformed("too many groups");
      }
      groups.add(new IppGroup(tag, fresh));
    }
  }

  private void value(int tag) {
    byte[] name = counted();
    byte[] bytes = counted();
    if (++values > MOST_VALUES) {
      throw malformed("too many values");
    }
    if (depth > 0) {
      if (name.length > 0) {
        throw malformed("a name inside of a collection");
      }
      depth += tag == BEGIN_COLLECTION ? 1 : tag == END_COLLECTION ? -1 : 0;
      if (depth > DEEPEST) {
        throw malformed("collections too deep");
      }
      return;
    }
    if (tag == END_COLLECTION) {
      throw malformed("the end of no collection");
    }
    place(name).add(decode(tag, bytes));
    depth = tag == BEGIN_COLLECTION ? 1 : 0;
  }

  /** Where a value belongs; without a name it is one more of the attribute before. */
  private List<IppValue> place(byte[] name) {
    Map<String, List<IppValue>> into = group;
    if (into == null) {
      throw malformed("a value outside of all groups");
    }
    if (name.length > 0) {
      List<IppValue> fresh = new ArrayList<>(1);
      attribute = fresh;
      // of an attribute that comes twice (RFC 8011 section 4.1.3 forbids it) the first counts
      into.putIfAbsent(new String(name, StandardCharsets.US_ASCII), fresh);
    }
    List<IppValue> present = attribute;
    if (present == null) {
      throw malformed("a value without a name");
    }
    return present;
  }

  private static IppValue decode(int tag, byte[] bytes) {
    if (tag <= LAST_OUT_OF_BAND) {
      return NONE;
    }
    return switch (tag) {
      case INTEGER, ENUM -> new IppValue.Whole(sized(bytes, 4).getInt());
      case BOOLEAN -> new IppValue.Flag(sized(bytes, 1).get() != 0);
      case DATE_TIME -> moment(sized(bytes, 11));
      case TEXT_WITH_LANGUAGE, NAME_WITH_LANGUAGE -> withLanguage(bytes);
      case OCTET_STRING -> text(bytes);
      default -> tag >= FIRST_STRING && tag <= LAST_STRING ? text(bytes) : NONE;
    };
  }

  private static ByteBuffer sized(byte[] bytes, int size) {
    if (bytes.length != size) {
      throw malformed("a value of a wrong size");
    }
    return ByteBuffer.wrap(bytes);
  }

  private static IppValue text(byte[] bytes) {
    return new IppValue.Text(new String(bytes, StandardCharsets.UTF_8));
  }

  private static IppValue withLanguage(byte[] bytes) {
    IppReader inner = new IppReader(bytes);
    inner.counted();
    byte[] text = inner.counted();
    if (inner.in.hasRemaining()) {
      throw malformed("a value of a wrong size");
    }
    return text(text);
  }

  /** DateAndTime of RFC 2579; a date that does not exist is no date. */
  private static IppValue moment(ByteBuffer b) {
    try {
      int year = Short.toUnsignedInt(b.getShort());
      LocalDateTime local = LocalDateTime.of(year, b.get(), b.get(), b.get(), b.get(), b.get());
      b.get();
      int sign = b.get() == '-' ? -1 : 1;
      ZoneOffset zone = ZoneOffset.ofHoursMinutes(sign * b.get(), sign * b.get());
      return new IppValue.Moment(local.toInstant(zone));
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  private byte[] counted() {
    if (in.remaining() < 2) {
      throw malformed("it ends early");
    }
    int length = in.getShort();
    if (length < 0 || length > in.remaining()) {
      throw malformed("a length beyond its end");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  private int octet() {
    if (!in.hasRemaining()) {
      throw malformed("it ends early");
    }
    return Byte.toUnsignedInt(in.get());
  }

  private static ProbeException malformed(String what) {
    return new ProbeException(ProbeFailure.MALFORMED, "ipp: " + what);
  }
}
