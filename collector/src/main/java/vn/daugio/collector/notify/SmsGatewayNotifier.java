package vn.daugio.collector.notify;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import vn.daugio.collector.notify.GatewayHttp.Reply;
import vn.daugio.protocol.ConfigMap;

/** Text messages by a gateway's HTTP interface; what it is like is all data. */
final class SmsGatewayNotifier implements Notifier {
  /** eSMS takes request ids of up to 50 characters; no gateway is known to take fewer. */
  private static final int LONGEST_ID = 50;

  private final String name;
  private final Wire wire;
  private final SmsStyle style;
  private final Duration within;

  /**
   * How the gateway is asked.
   *
   * @param secrets by the names of their placeholders, {@code secret.NAME}
   */
  record Wire(
      String method,
      SmsTemplate url,
      Map<String, SmsTemplate> headers,
      SmsTemplate body,
      Map<String, String> secrets,
      GatewayRule rule) {
    @Override
    public String toString() {
      return "Wire";
    }
  }

  SmsGatewayNotifier(String name, Wire wire, SmsStyle style, Duration within) {
    this.name = name;
    this.wire = wire;
    this.style = style;
    this.within = within;
  }

  static Notifier read(String name, ConfigMap map, SecretFiles files) {
    return new SmsGatewayNotifier(
        name, SmsGatewayReader.wire(map, files), SmsStyle.read(map), GatewayHttp.USUAL);
  }

  @Override
  public Channel channel() {
    return Channel.SMS_GATEWAY;
  }

  @Override
  public String name() {
    return channel().code() + ":" + name;
  }

  @Override
  public int longest() {
    return style.longest();
  }

  @Override
  public Delivery send(Letter letter, String address) {
    return Phone.reach(name, address, phone -> send(letter, phone));
  }

  private Delivery send(Letter letter, Phone phone) {
    String text = style.write(letter);
    Map<String, String> values = new HashMap<>(wire.secrets());
    values.put("phone", phone.international());
    values.put("phone-local", phone.local());
    values.put("text", text);
    values.put("unicode", GsmText.isGsm(text) ? "0" : "1");
    values.put("key", RequestId.of(letter, phone.international(), LONGEST_ID));
    Reply reply = GatewayHttp.exchange(request(values), within);
    if (reply instanceof Reply.Answer answer) {
      return wire.rule().judge(name, answer);
    }
    return ((Reply.Away) reply).delivery(name);
  }

  private HttpRequest request(Map<String, String> values) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(wire.url().fill(values))).header("User-Agent", "daugio");
    wire.headers().forEach((header, value) -> request.header(header, value.fill(values)));
    String body = wire.body().fill(values);
    return request
        .method(
            wire.method(),
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public String toString() {
    return name();
  }
}
