package vn.daugio.acceptance.containers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** The containers of a province on one network, asked over their published ports. */
final class Province implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Compose compose;
  private final Path secrets;
  private final HttpClient http;
  private final Network network = Network.newNetwork();
  private final Map<String, GenericContainer<?>> running = new LinkedHashMap<>();

  Province(Compose compose, Path secrets) throws IOException, GeneralSecurityException {
    this.compose = compose;
    this.secrets = secrets;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .sslContext(trusting(secrets.resolve("ca.pem")))
            .build();
  }

  /** Starts a service and waits until its own health check says that it is well. */
  GenericContainer<?> start(String service) {
    GenericContainer<?> container = compose.container(service, network);
    container.waitingFor(Wait.forHealthcheck().withStartupTimeout(Duration.ofMinutes(2)));
    running.put(service, container);
    try {
      container.start();
    } catch (RuntimeException e) {
      throw new AssertionError(service + ": " + container.getLogs(), e);
    }
    return container;
  }

  String id(String service) {
    return container(service).getContainerId();
  }

  String logs(String service) {
    return container(service).getLogs();
  }

  /** Runs a program inside; its output. */
  String exec(String service, String... command) throws IOException, InterruptedException {
    var ran = container(service).execInContainer(command);
    if (ran.getExitCode() != 0) {
      throw new AssertionError(ran.getStdout() + ran.getStderr());
    }
    return ran.getStdout();
  }

  /** Kills a service as a power cut does, and starts it on what it has left. */
  void killAndStart(String service) {
    client().killContainerCmd(id(service)).exec();
    client().startContainerCmd(id(service)).exec();
  }

  /** The address of a service's first port now; it changes with each start. */
  URI at(String service, String path) {
    var ports = client().inspectContainerCmd(id(service)).exec().getNetworkSettings().getPorts();
    var binding = ports.getBindings().values().stream().filter(Objects::nonNull).findFirst();
    String scheme = "collector".equals(service) ? "https" : "http";
    String port = binding.orElseThrow()[0].getHostPortSpec();
    return URI.create(scheme + "://localhost:" + port).resolve(path);
  }

  String get(String service, String path, @Nullable String token)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(service, path)).GET(), token);
  }

  /** As Grafana's administrator, whose password is a secret. */
  String basic(String service, String path, String secret)
      throws IOException, InterruptedException {
    String pair = "admin:" + secret(secret);
    return send(
        HttpRequest.newBuilder(at(service, path))
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8))),
        null);
  }

  JsonNode json(String service, String path) throws IOException, InterruptedException {
    return JSON.readTree(get(service, path, null));
  }

  String post(String service, String path, String body, @Nullable String token)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(at(service, path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        token);
  }

  String secret(String name) throws IOException {
    return Files.readString(secrets.resolve(name)).strip();
  }

  private String send(HttpRequest.Builder request, @Nullable String token)
      throws IOException, InterruptedException {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer =
        http.send(
            request.timeout(Duration.ofSeconds(20)).build(),
            HttpResponse.BodyHandlers.ofString(UTF_8));
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer.uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private GenericContainer<?> container(String service) {
    return Objects.requireNonNull(running.get(service), service);
  }

  private static DockerClient client() {
    return DockerClientFactory.lazyClient();
  }

  private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** Ends the containers, the network and the volumes. */
  @Override
  public void close() {
    running.values().forEach(GenericContainer::stop);
    network.close();
    Set<String> left = compose.volumes();
    var there = client().listVolumesCmd().exec().getVolumes();
    there.stream()
        .map(volume -> volume.getName())
        .filter(left::contains)
        .forEach(name -> client().removeVolumeCmd(name).exec());
  }
}
