package vn.daugio.collector.notify;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Another program: renews its tokens until it is killed. */
final class RenewForEver {
  private RenewForEver() {}

  public static void main(String[] args) {
    ZaloTokens.App app =
        new ZaloTokens.App(
            URI.create(args[0]), FakeZaloOa.APP, FakeZaloOa.APP_SECRET, Path.of(args[1]));
    ZaloTokens tokens = new ZaloTokens("a", app, Duration.ofSeconds(20));
    @Nullable String stale = null;
    while (true) {
      ZaloTokens.Access access = tokens.access(stale);
      if (!(access instanceof ZaloTokens.Access.Granted granted)) {
        throw new IllegalStateException(access.toString());
      }
      stale = granted.token();
    }
  }
}
