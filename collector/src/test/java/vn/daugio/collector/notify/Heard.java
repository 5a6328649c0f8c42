package vn.daugio.collector.notify;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What our own code writes into the log meanwhile, each level of it. */
final class Heard extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger ours = (Logger) LoggerFactory.getLogger("vn.daugio");
  private final Level before = ours.getLevel();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  Heard() {
    setContext(ours.getLoggerContext());
    start();
    ours.setLevel(Level.TRACE);
    ours.addAppender(this);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()));
  }

  @Override
  public void close() {
    ours.detachAppender(this);
    ours.setLevel(before);
    stop();
  }
}
