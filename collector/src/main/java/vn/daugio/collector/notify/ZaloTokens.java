package vn.daugio.collector.notify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.notify.GatewayHttp.Reply;
import vn.daugio.collector.notify.Notifier.Delivery;

/**
 * The tokens of a Zalo Official Account. The refresh token serves once, and its successor comes
 * with the access token: whoever loses the successor has to authorise anew by hand. So it is on
 * disk before the access token is used, and nobody refreshes at the same time, in this process or
 * another.
 */
final class ZaloTokens {
  /** The refresh token is used already, or older than three months. */
  private static final int USED = -14_020;

  /** How the name of a file ends that is not yet in its place. */
  private static final String NEW = ".new";

  private static final Duration LOCK = Duration.ofSeconds(20);

  /** One for each file, because a process cannot lock a file against itself. */
  private static final Map<Path, ReentrantLock> LOCKS = new ConcurrentHashMap<>();

  private final String name;
  private final App app;
  private final Duration within;
  private final ReentrantLock lock;

  /** Guarded by the lock but for reading. */
  private volatile @Nullable String access;

  /** Tokens that could not be saved; guarded by the lock. */
  private @Nullable Pair unsaved;

  /** What Zalo has refused; guarded by the lock. */
  private @Nullable String refused;

  /**
   * @param host of the authorisation, not of the messages
   * @param file holds the refresh token on its first line, and is replaced
   */
  record App(URI host, String id, String secret, Path file) {
    @Override
    public String toString() {
      return "App[" + id + "]";
    }
  }

  private record Pair(String access, String refresh) {
    @Override
    public String toString() {
      return "Pair";
    }
  }

  /** A token, or why there is none. */
  sealed interface Access {
    record Granted(String token) implements Access {
      @Override
      public String toString() {
        return "Granted";
      }
    }

    record Denied(Delivery why) implements Access {}
  }

  ZaloTokens(String name, App app, Duration within) {
    this.name = name;
    this.app = app;
    this.within = within;
    this.lock =
        LOCKS.computeIfAbsent(app.file().toAbsolutePath().normalize(), path -> new ReentrantLock());
  }

  /**
   * A token that is worth a try.
   *
   * @param stale the one that was refused a moment ago; null: none
   */
  Access access(@Nullable String stale) {
    String known = access;
    if (known != null && !known.equals(stale)) {
      return new Access.Granted(known);
    }
    CompletableFuture<Access> came = new CompletableFuture<>();
    Thread thread = new Thread(() -> renewLocked(stale, came), "daugio-zalo-token");
    thread.setDaemon(true);
    thread.start();
    try {
      return came.get();
    } catch (InterruptedException e) {
      // the thread goes on: an answer that nobody reads would be a token lost
      Thread.currentThread().interrupt();
      return later("stopped");
    } catch (ExecutionException e) {
      return later("the token could not be renewed");
    }
  }

  private void renewLocked(@Nullable String stale, CompletableFuture<Access> came) {
    Access renewed = later("the token could not be renewed");
    try {
      if (!lock.tryLock(LOCK.toMillis(), TimeUnit.MILLISECONDS)) {
        renewed = later("another thread renews the token");
        return;
      }
      try {
        String known = access;
        renewed = known != null && !known.equals(stale) ? new Access.Granted(known) : renewAlone();
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      came.complete(renewed);
    }
  }

  /** Zalo hands out no successor twice: what follows must not happen in two processes at once. */
  private Access renewAlone() {
    Path guard = app.file().resolveSibling(app.file().getFileName() + ".lock");
    try (FileChannel channel =
        FileChannel.open(guard, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      @Nullable FileLock held = channel.tryLock();
      if (held == null) {
        return later("another program renews the token");
      }
      return renew();
    } catch (IOException e) {
      return wrong("the file of the refresh token cannot be read or replaced");
    }
  }

  private Access renew() throws IOException {
    if (unsaved != null) {
      return keep(unsaved);
    }
    recover();
    String refresh = Files.readString(app.file()).strip();
    if (refresh.isEmpty() || refresh.equals(refused)) {
      return wrong(
          "the refresh token is used up: authorise again and put the new one into its file");
    }
    Reply reply = GatewayHttp.exchange(request(refresh), within);
    if (!(reply instanceof Reply.Answer answer)) {
      return new Access.Denied(((Reply.Away) reply).delivery(name));
    }
    JsonNode json = BotApi.read(answer.body());
    String granted = json.path("access_token").asText();
    String successor = json.path("refresh_token").asText();
    if (answer.isSuccess() && !granted.isEmpty() && !successor.isEmpty()) {
      return keep(new Pair(granted, successor));
    }
    int error = json.path("error").asInt();
    if (error == USED) {
      refused = refresh;
      return wrong(
          "the refresh token is used up (-14020): authorise again and put the new one into its"
              + " file");
    }
    if (error != 0) {
      return wrong("Zalo refuses the application (" + error + ")");
    }
    return answer.isSuccess()
        ? later("the answer is not one of Zalo's")
        : new Access.Denied(GatewayHttp.judge(name, answer.status(), answer.after()));
  }

  private HttpRequest request(String refresh) {
    String form =
        "refresh_token="
            + encode(refresh)
            + "&app_id="
            + encode(app.id())
            + "&grant_type=refresh_token";
    return HttpRequest.newBuilder(URI.create(app.host() + "/v4/oa/access_token"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("secret_key", app.secret())
        .header("User-Agent", "daugio")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** First the successor is safe, then the token may be used. */
  private Access keep(Pair pair) {
    try {
      save(pair.refresh());
    } catch (IOException e) {
      unsaved = pair;
      return later("the new refresh token cannot be saved; it is kept in memory");
    }
    unsaved = null;
    access = pair.access();
    return new Access.Granted(pair.access());
  }

  /** The file is the old one or the new one, whenever the power fails. */
  private void save(String refresh) throws IOException {
    Path folder = app.file().toAbsolutePath().resolveSibling("");
    Path fresh = Files.createTempFile(folder, app.file().getFileName() + "-", NEW);
    try {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap((refresh + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, app.file(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
    forceFolder(folder);
  }

  /**
   * What was written whole before a kill, and not yet renamed, is the successor; unless a person
   * has put another one into the file since.
   */
  private void recover() throws IOException {
    String prefix = app.file().getFileName() + "-";
    Path folder = app.file().toAbsolutePath().resolveSibling("");
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(
            folder,
            one -> {
              String file = String.valueOf(one.getFileName());
              return file.startsWith(prefix) && file.endsWith(NEW);
            })) {
      for (Path one : left) {
        String text = Files.readString(one);
        boolean newer =
            Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(app.file())) >= 0;
        if (newer && text.endsWith("\n") && !text.isBlank()) {
          Files.move(one, app.file(), StandardCopyOption.ATOMIC_MOVE);
          forceFolder(folder);
        } else {
          Files.delete(one);
        }
      }
    }
  }

  /** Windows cannot open a folder, and needs not to. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // the rename itself is atomic
    }
  }

  private Access later(String why) {
    return new Access.Denied(new Delivery.RetryLater(name + ": " + why));
  }

  private Access wrong(String why) {
    return new Access.Denied(new Delivery.Misconfigured(name + ": " + why));
  }
}
