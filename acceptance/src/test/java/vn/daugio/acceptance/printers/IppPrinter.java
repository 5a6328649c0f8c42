package vn.daugio.acceptance.printers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import vn.daugio.agent.testing.IppPrinters;
import vn.daugio.agent.testing.Peers;

/** One ippeveprinter on loopback, whose state is changed by its web forms. */
final class IppPrinter implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final IppPrinters programs;
  private final Peers.Peer printer;
  private final HttpClient http = HttpClient.newHttpClient();

  private IppPrinter(IppPrinters programs, Peers.Peer printer) {
    this.programs = programs;
    this.printer = printer;
  }

  /**
   * @param folder short enough for the path of a Unix socket in it
   */
  static IppPrinter start(Path folder, String manufacturer, String model) {
    IppPrinters programs = IppPrinters.prepare(folder);
    return new IppPrinter(
        programs, programs.printer("may-in", "-M '" + manufacturer + "'", "-m '" + model + "'"));
  }

  /** Announces a service of this machine, with keys of its TXT record as {@code key=value}. */
  void announce(String name, String type, int port, String... text) {
    programs.announce(name, type, port, text);
  }

  String uri() {
    return "ipp://127.0.0.1:" + printer.port() + "/ipp/print";
  }

  /** Sets levels in percent: the space in the waste box, the black toner left. */
  void supplies(int waste, int toner) {
    get("/supplies?supply0=%d&supply1=%d".formatted(waste, toner));
  }

  /**
   * Loads its main tray with 250, 125, 50, 25, 5 or 0 sheets; of the by-pass tray it knows none.
   */
  void paper(int sheets) {
    get(
        "/media?size1=iso_a4_210x297mm&type1=stationery&level1="
            + sheets
            + "&size3=iso_a4_210x297mm&type3=stationery&level3=-2");
  }

  private void get(String path) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + printer.port() + path))
                  .timeout(PATIENCE)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + " answers " + answer.statusCode());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    programs.close();
  }
}
