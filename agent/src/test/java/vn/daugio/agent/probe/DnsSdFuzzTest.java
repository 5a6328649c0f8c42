package vn.daugio.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.daugio.agent.testing.OfficeNetwork.address;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;
import vn.daugio.agent.testing.Mutations;

/** Any datagrams of a link are services within bounds, or nothing. */
class DnsSdFuzzTest {
  private static final int ID = 7;
  private static final DnsName TYPE = DnsName.of("_ipp._tcp.local");
  private static final DnsName HOST = DnsName.of("may-in.local");
  private static final DnsName INSTANCE =
      new DnsName(
          List.of("Máy in. tầng 1", "_ipp", "_tcp", "local").stream()
              .map(
                  label ->
                      new String(
                          label.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
              .toList());

  private static ByteBuffer head(int flags, int questions, int answers) {
    ByteBuffer out = ByteBuffer.allocate(2_000).putShort((short) ID).putShort((short) flags);
    return out.putShort((short) questions).putShort((short) answers).putInt(0);
  }

  private static void record(ByteBuffer out, DnsName name, int type, byte[] data) {
    name.write(out);
    out.putShort((short) type).putShort((short) 0x8001).putInt(120);
    out.putShort((short) data.length).put(data);
  }

  private static byte[] name(DnsName name) {
    ByteBuffer out = ByteBuffer.allocate(300);
    name.write(out);
    return done(out);
  }

  private static byte[] done(ByteBuffer out) {
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private static byte[] whole() {
    ByteBuffer out = head(0x8400, 1, 4);
    TYPE.write(out);
    out.putShort((short) DnsSdRecords.PTR).putShort((short) 1);
    record(out, TYPE, DnsSdRecords.PTR, name(INSTANCE));
    ByteBuffer place = ByteBuffer.allocate(300).putInt(0).putShort((short) 631);
    HOST.write(place);
    record(out, INSTANCE, DnsSdRecords.SRV, done(place));
    record(out, HOST, DnsSdRecords.A, new byte[] {(byte) 192, 0, 2, 31});
    byte[] text = "\12rp=ipp/one\5ty=Ha\5TY=Hb\1a".getBytes(StandardCharsets.UTF_8);
    record(out, INSTANCE, DnsSdRecords.TXT, text);
    return done(out);
  }

  /** Names that point back, as responders send them. */
  private static byte[] compressed() {
    ByteBuffer out = head(0x8400, 0, 1);
    TYPE.write(out);
    out.putShort((short) DnsSdRecords.PTR).putShort((short) 1).putInt(10);
    out.putShort((short) 4).put((byte) 1).put((byte) 'x').put((byte) 0xc0).put((byte) 12);
    return done(out);
  }

  static Stream<byte[]> good() {
    ByteBuffer loop = head(0x8400, 0, 1);
    loop.put((byte) 0xc0).put((byte) 12);
    return Stream.of(whole(), compressed(), done(loop));
  }

  private static DnsSdRecords read(byte[] input) {
    DnsSdRecords records = new DnsSdRecords(List.of("_ipp._tcp"));
    records.take(ByteBuffer.wrap(input), ID);
    return records;
  }

  @MethodSource("good")
  @FuzzTest
  void take(byte[] input) {
    DnsSdRecords records = read(input);
    List<DnsSdService> services = records.services();
    assertThat(services).hasSizeLessThanOrEqualTo(DnsSdRecords.MOST_INSTANCES);
    for (DnsSdService service : services) {
      assertThat(service.type()).isEqualTo("_ipp._tcp");
      assertThat(service.port()).isBetween(1, 65_535);
      assertThat(service.addresses()).hasSizeBetween(1, 8);
      assertThat(service.text()).hasSizeLessThanOrEqualTo(40);
    }
    // what came in as a name can be asked for
    for (DnsSdRecords.Question question : records.open()) {
      assertThat(DnsSdRecords.query(ID, question)).hasSizeBetween(17, 300);
    }
  }

  @Test
  void damaged() {
    Mutations.run(20_000, 6762, good().toList(), this::take);
  }

  @Test
  void theGoodOneIsRead() {
    DnsSdRecords records = read(whole());
    assertThat(records.services())
        .containsExactly(
            new DnsSdService(
                "_ipp._tcp",
                "Máy in. tầng 1",
                List.of(address("192.0.2.31")),
                631,
                Map.of("rp", "ipp/one", "ty", "Ha")));
    assertThat(records.open()).isEmpty();
  }

  @Test
  void whatIsMissingIsAskedFor() {
    DnsSdRecords records = read(compressed());
    assertThat(records.services()).isEmpty();
    DnsName instance = new DnsName(List.of("x", "_ipp", "_tcp", "local"));
    assertThat(records.open())
        .containsExactly(
            new DnsSdRecords.Question(instance, DnsSdRecords.SRV),
            new DnsSdRecords.Question(instance, DnsSdRecords.TXT));
  }

  @Test
  void anAnswerToSomebodyElseSaysNothing() {
    byte[] other = whole();
    other[1] = 8;
    assertThat(read(other).open()).isEmpty();
    byte[] question = whole();
    question[2] = 0;
    assertThat(read(question).open()).isEmpty();
  }

  @Test
  void aNameThatPointsAtItselfIsNone() {
    byte[] loop = {0, (byte) 0xc0, 1};
    assertThatThrownBy(() -> DnsName.read(ByteBuffer.wrap(loop).position(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
