package vn.daugio.collector;

import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.GzipHandlerFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.HttpsConnectorFactory;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import io.dropwizard.util.Duration;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import vn.daugio.collector.CollectorSettings.Listen;
import vn.daugio.collector.CollectorSettings.Tls;

/** The web server: an application listener, and an admin one on loopback. */
final class Servers {
  private static final int MOST_THREADS = 128;
  private static final int IDLE_SECONDS = 30;

  /** Work that takes longer is cut off by the idle timeout before its answer is written. */
  static final java.time.Duration LONGEST_ANSWER = java.time.Duration.ofSeconds(IDLE_SECONDS - 5);

  private Servers() {}

  static ServerFactory of(Listen listen) {
    DefaultServerFactory server = new WithPlainErrors();
    server.setApplicationConnectors(List.of(application(listen)));
    HttpConnectorFactory admin = new HttpConnectorFactory();
    admin.setBindHost("127.0.0.1");
    admin.setPort(listen.adminPort());
    server.setAdminConnectors(List.of(admin));
    server.setMinThreads(8);
    server.setMaxThreads(MOST_THREADS);
    server.setAdminMinThreads(1);
    server.setAdminMaxThreads(16);
    server.setShutdownGracePeriod(Duration.seconds(5));
    server.setRegisterDefaultExceptionMappers(false);
    LogbackAccessRequestLogFactory silent = new LogbackAccessRequestLogFactory();
    silent.setAppenders(List.of());
    server.setRequestLogFactory(silent);
    // it would inflate reports without a bound before the door sees them
    GzipHandlerFactory gzip = new GzipHandlerFactory();
    gzip.setEnabled(false);
    server.setGzipFilterFactory(gzip);
    return server;
  }

  private static final class WithPlainErrors extends DefaultServerFactory {
    @Override
    public Server build(Environment environment) {
      Server server = super.build(environment);
      server.setErrorHandler(new PlainErrors());
      return server;
    }
  }

  private static ConnectorFactory application(Listen listen) {
    Tls tls = listen.tls();
    if (tls == null) {
      HttpConnectorFactory http = new HttpConnectorFactory();
      common(http, listen);
      return http;
    }
    HttpsConnectorFactory https = new HttpsConnectorFactory();
    common(https, listen);
    https.setKeyStorePath(tls.keystore().toString());
    https.setKeyStorePassword(tls.password());
    https.setKeyStoreType("PKCS12");
    https.setSupportedProtocols(List.of("TLSv1.2", "TLSv1.3"));
    https.setValidateCerts(false);
    // communes reach it by names of their own DNS, or by address
    https.setDisableSniHostCheck(true);
    return https;
  }

  private static void common(HttpConnectorFactory connector, Listen listen) {
    connector.setBindHost(listen.host());
    connector.setPort(listen.port());
    connector.setUseServerHeader(false);
    connector.setIdleTimeout(Duration.seconds(IDLE_SECONDS));
  }

  /** The port that the application listens on. */
  static int port(Server server) {
    return port(server, "application");
  }

  /**
   * @param listener application or admin
   */
  static int port(Server server, String listener) {
    for (var connector : server.getConnectors()) {
      if (connector instanceof ServerConnector tcp && listener.equals(tcp.getName())) {
        return tcp.getLocalPort();
      }
    }
    throw new IllegalStateException("there is no listener " + listener);
  }
}
