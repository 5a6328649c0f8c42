package vn.daugio.collector.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Times every answer, by method and class of status; all of them are there from the start. */
public final class RequestTimer implements Filter {
  private static final List<String> METHODS = List.of("GET", "POST", "other");
  private static final List<String> STATUSES = List.of("2xx", "3xx", "4xx", "5xx");

  private final Map<String, Timer> timers = new HashMap<>();

  public RequestTimer(MeterRegistry registry) {
    for (String method : METHODS) {
      for (String status : STATUSES) {
        timers.put(
            method + status,
            Timer.builder("http.server.requests")
                .description("Time to answer a request.")
                .tag("method", method)
                .tag("status", status)
                .register(registry));
      }
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long start = System.nanoTime();
    int status = 500;
    try {
      chain.doFilter(request, response);
      status = response instanceof HttpServletResponse http ? http.getStatus() : status;
    } finally {
      Timer timer = timers.get(method(request) + status / 100 + "xx");
      if (timer != null) {
        timer.record(Duration.ofNanos(System.nanoTime() - start));
      }
    }
  }

  private static String method(ServletRequest request) {
    String method = request instanceof HttpServletRequest http ? http.getMethod() : "";
    return METHODS.contains(method) ? method : "other";
  }
}
