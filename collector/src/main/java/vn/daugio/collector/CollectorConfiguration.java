package vn.daugio.collector;

import io.dropwizard.core.Configuration;

/** Our settings, and the server and logging that follow from them. */
public final class CollectorConfiguration extends Configuration {
  private final CollectorSettings settings;

  CollectorConfiguration(CollectorSettings settings) {
    this.settings = settings;
    setServerFactory(Servers.of(settings.listen()));
    setLoggingFactory(Logging.toStderr());
  }

  CollectorSettings settings() {
    return settings;
  }
}
