package vn.daugio.collector;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What a browser may do with our answers: nothing of others, nothing in frames; only files that
 * come with the program are kept.
 */
public final class SafeHeaders implements Filter {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (response instanceof HttpServletResponse http) {
      http.setHeader("Content-Security-Policy", POLICY);
      http.setHeader("X-Content-Type-Options", "nosniff");
      // with no-referrer a browser would send "Origin: null" with our own form
      http.setHeader("Referrer-Policy", "same-origin");
      if (!isFile(request)) {
        http.setHeader("Cache-Control", "no-store");
      }
    }
    chain.doFilter(request, response);
  }

  private static boolean isFile(ServletRequest request) {
    return request instanceof HttpServletRequest http
        && (http.getRequestURI().startsWith("/assets/")
            || http.getRequestURI().startsWith("/webjars/"));
  }
}
