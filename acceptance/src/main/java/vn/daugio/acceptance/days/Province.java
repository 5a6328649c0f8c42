package vn.daugio.acceptance.days;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import vn.daugio.acceptance.days.Site.Extra;
import vn.daugio.acceptance.process.CollectorProcess;
import vn.daugio.protocol.Enrolment;
import vn.daugio.protocol.EnrolmentRequest;
import vn.daugio.protocol.ProtocolJson;

/** Four communes of one office each, which all ask one national system. */
final class Province {
  /** Has two lines and a UPS. */
  final Site anBinh = site("an-binh", 5, Set.of(Extra.BACKUP_LINE, Extra.UPS, Extra.PRINTER));

  /** Has the State data network. */
  final Site daiDong = site("dai-dong", 3, Set.of(Extra.TSLCD, Extra.PRINTER));

  final Site hoaLoc = site("hoa-loc", 4, Set.of(Extra.PRINTER));
  final Site tanLap = site("tan-lap", 3, Set.of());

  private final HttpClient http = HttpClient.newHttpClient();

  private static Site site(String commune, int machines, Set<Extra> extras) {
    Site site = new Site(commune + "/tru-so", extras);
    String prefix =
        commune.substring(0, 1) + commune.substring(commune.indexOf('-') + 1).substring(0, 1);
    for (int i = 1; i <= machines; i++) {
      String code = "%s-%02d".formatted(prefix.toUpperCase(java.util.Locale.ROOT), i);
      site.machines().add(new Machine(site, code, (commune.length() + 4 * i) % 15));
    }
    return site;
  }

  List<Site> sites() {
    return List.of(anBinh, daiDong, hoaLoc, tanLap);
  }

  List<Machine> machines() {
    return sites().stream().flatMap(site -> site.machines().stream()).toList();
  }

  /** A Saturday that is worked as the Friday before it, and the communes. */
  private static final String PLAN =
      """
      province: choi
      days-off:
        2026-12-12: {name: Làm bù, kind: makeup_work, source: script, works-as: friday}
      communes:
      """;

  String plan() {
    return sites().stream().map(Site::plan).collect(Collectors.joining("", PLAN, ""));
  }

  /** Every machine joins with a code, as a real one does. */
  void enrol(PlayedCollector played) {
    CollectorProcess collector = played.http();
    List<String> codes = played.joinCodes(9, sites().stream().map(Site::id).toList());
    for (Site site : sites()) {
      String code = codes.get(sites().indexOf(site));
      for (Machine machine : site.machines()) {
        String request = ProtocolJson.write(new EnrolmentRequest(code, machine.code()));
        Enrolment identity =
            ProtocolJson.read(
                post(collector.url() + "/api/v1/enrolments", "", request), Enrolment.class);
        if (!identity.machine().equals(machine.code())) {
          throw new IllegalStateException(machine.code() + " became " + identity.machine());
        }
        machine.enrolled(
            report -> post(collector.url() + "/api/v1/reports", identity.token(), report));
      }
    }
  }

  private String post(String url, String token, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
