package vn.daugio.collector.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A Zalo Official Account that is as strict as the real one: a refresh token serves once, an access
 * token until it expires.
 */
final class FakeZaloOa implements AutoCloseable {
  static final String APP = "4318657068771012646";
  static final String APP_SECRET = "secret-of-the-app";

  final FakeGateway gateway = new FakeGateway();
  final List<String> messages = new CopyOnWriteArrayList<>();
  final AtomicInteger renewals = new AtomicInteger();
  volatile FakeGateway.@Nullable Answer message;
  volatile FakeGateway.@Nullable Answer token;

  /** Whoever was killed between receipt and save may go on: that cannot be repaired. */
  volatile boolean free;

  volatile Runnable whileRenewing = () -> {};
  private final Path file;
  private volatile String refresh = "refresh-0";
  private volatile String access = "none";

  /** What was on disk when a message came with a token. */
  final List<String> saved = new CopyOnWriteArrayList<>();

  FakeZaloOa(Path file) throws IOException {
    this.file = file;
    Files.writeString(file, refresh + "\n");
    gateway.answers = this::answer;
  }

  /** The access token that is out is worth nothing from now on. */
  void expire() {
    access = "none";
  }

  private synchronized FakeGateway.Answer answer(FakeGateway.Got got) {
    return got.path().equals("/v4/oa/access_token") ? renew(got) : take(got);
  }

  private FakeGateway.Answer renew(FakeGateway.Got got) {
    FakeGateway.Answer told = token;
    if (told != null) {
      return told;
    }
    Map<String, String> form =
        Arrays.stream(got.body().split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    renewals.incrementAndGet();
    boolean known =
        APP_SECRET.equals(got.headers().get("secret_key"))
            && APP.equals(form.get("app_id"))
            && "refresh_token".equals(form.get("grant_type"));
    if (!known) {
      return new FakeGateway.Answer(200, "{\"error\":-14003,\"error_name\":\"x\"}");
    }
    if (!free && !refresh.equals(form.get("refresh_token"))) {
      return new FakeGateway.Answer(200, "{\"error\":-14020,\"error_name\":\"x\"}");
    }
    refresh = "refresh-" + renewals.get();
    access = "access-" + renewals.get();
    whileRenewing.run();
    return new FakeGateway.Answer(
        200,
        "{\"access_token\":\""
            + access
            + "\",\"refresh_token\":\""
            + refresh
            + "\",\"expires_in\":\"90000\"}");
  }

  private FakeGateway.Answer take(FakeGateway.Got got) {
    try {
      saved.add(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!access.equals(got.headers().get("access_token"))) {
      return new FakeGateway.Answer(
          200, "{\"error\":-216,\"message\":\"Access token is invalid\"}");
    }
    FakeGateway.Answer told = message;
    if (told != null) {
      return told;
    }
    messages.add(got.body());
    return new FakeGateway.Answer(
        200, "{\"error\":0,\"message\":\"Success\",\"data\":{\"msg_id\":\"m\"}}");
  }

  @Override
  public void close() {
    gateway.close();
  }
}
