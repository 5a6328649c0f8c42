package vn.daugio.collector;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** The log: standard error, one line an event; standard output is for results. */
final class Logging {
  private static final String FORMAT =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX, Asia/Ho_Chi_Minh} %-5level %logger{0}: %msg%n%ex";

  private Logging() {}

  static DefaultLoggingFactory toStderr() {
    ConsoleAppenderFactory<ILoggingEvent> console = new ConsoleAppenderFactory<>();
    console.setTarget(ConsoleAppenderFactory.ConsoleStream.STDERR);
    console.setLogFormat(FORMAT);
    DefaultLoggingFactory logging = new DefaultLoggingFactory();
    logging.setLevel("WARN");
    logging.setLoggers(
        Map.of(
            "vn.daugio", new TextNode("INFO"),
            "org.eclipse.jetty.server.handler.ContextHandler", new TextNode("ERROR")));
    logging.setAppenders(List.of(console));
    return logging;
  }

  /** Until the configuration was read. */
  static void bootstrap() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    root.setLevel(Level.WARN);
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(FORMAT);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    root.addAppender(console);
  }
}
