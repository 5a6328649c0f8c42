package vn.daugio.collector.surface;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.testing.DropwizardTestSupport;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.ErrorMapper;
import vn.daugio.collector.SafeHeaders;
import vn.daugio.collector.metrics.MetricsResources;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.sheet.Sheets;
import vn.daugio.collector.store.Caller;
import vn.daugio.collector.store.Store;
import vn.daugio.collector.store.TestDatabase;
import vn.daugio.collector.web.WebResources;

/** The surface on a free loopback port. A header says who the caller is, instead of the gate. */
public final class SurfaceApp implements AutoCloseable {
  public static final String TOKEN = "operator-token-of-the-test";
  public static final String ROLE = "Test-Role";

  private final Store store;
  private final AtomicReference<Instant> now;
  private final Office office;
  private final DropwizardTestSupport<Configuration> support;
  private final HttpClient client = HttpClient.newHttpClient();

  private SurfaceApp(Path folder, Office office, Instant now) throws Exception {
    this.store = TestDatabase.open(folder.resolve("daugio.db"));
    this.office = office;
    this.now = new AtomicReference<>(now);
    DefaultServerFactory server = new DefaultServerFactory();
    server.setApplicationConnectors(List.of(onLoopback()));
    server.setAdminConnectors(List.of(onLoopback()));
    Configuration configuration = new Configuration();
    configuration.setServerFactory(server);
    this.support =
        new DropwizardTestSupport<>(Surface.class, configuration) {
          @Override
          public Application<Configuration> newApplication() {
            return new Surface();
          }
        };
    support.before();
  }

  public static SurfaceApp start(Path folder, Office office, Instant now) throws Exception {
    return new SurfaceApp(folder, office, now);
  }

  private static HttpConnectorFactory onLoopback() {
    HttpConnectorFactory connector = new HttpConnectorFactory();
    connector.setBindHost("127.0.0.1");
    connector.setPort(0);
    return connector;
  }

  public Store store() {
    return store;
  }

  public void setNow(Instant later) {
    now.set(later);
  }

  public int port() {
    return support.getLocalPort();
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).build());
  }

  public HttpResponse<String> get(String path, String accept) {
    return send(HttpRequest.newBuilder(uri(path)).header("Accept", accept).build());
  }

  public HttpResponse<String> getAs(String role, String path) {
    return send(HttpRequest.newBuilder(uri(path)).header(ROLE, role).build());
  }

  /** Sends a form or, when the role is not null, an empty body as that caller. */
  public HttpResponse<String> post(String path, String form, @Nullable String role) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (role != null) {
      request.header(ROLE, role);
    }
    return send(request.build());
  }

  /** Sends JSON as the operator. */
  public HttpResponse<String> postJson(String path, String json) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .header(ROLE, "OPERATOR")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    support.after();
    store.close();
  }

  private final class Surface extends Application<Configuration> {
    @Override
    public void initialize(Bootstrap<Configuration> bootstrap) {
      WebResources.addBundles(bootstrap);
    }

    @Override
    public void run(Configuration configuration, Environment environment) {

      MetricsResources.of(store, () -> office, now::get, new PrometheusRegistry(), Sheets::counts)
          .forEach(environment.jersey()::register);
      WebResources.of(store, () -> office, now::get, TOKEN::equals)
          .forEach(environment.jersey()::register);
      environment.jersey().register(new ByHeader());
      environment.jersey().register(new ErrorMapper());
      environment
          .servlets()
          .addFilter("headers", new SafeHeaders())
          .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }
  }

  @PreMatching
  private static final class ByHeader implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
      String role = request.getHeaderString(ROLE);
      Principal caller = role == null ? null : new Caller(Caller.Role.valueOf(role));
      request.setSecurityContext(
          new SecurityContext() {
            @Override
            public @Nullable Principal getUserPrincipal() {
              return caller;
            }

            @Override
            public boolean isUserInRole(String name) {
              return false;
            }

            @Override
            public boolean isSecure() {
              return false;
            }

            @Override
            public @Nullable String getAuthenticationScheme() {
              return null;
            }
          });
    }
  }
}
