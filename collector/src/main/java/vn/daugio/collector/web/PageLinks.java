package vn.daugio.collector.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.office.Office;
import vn.daugio.protocol.Language;

/**
 * Where a page leads.
 *
 * @param language of the page
 * @param refresh the address of the part that refreshes itself; null on past days
 * @param next the day after; null when that is to come
 * @param today the sheet of today
 * @param protection the machines of the site by protection
 * @param calendar the site's hours and special days
 * @param notices the log of notices
 * @param sites all sites; empty when there is only one
 */
public record PageLinks(
    String language,
    String otherLanguage,
    @Nullable String refresh,
    String previous,
    @Nullable String next,
    String today,
    String protection,
    String calendar,
    String notices,
    List<Choice> sites) {
  public PageLinks {
    sites = List.copyOf(sites);
  }

  /** A site to choose. */
  public record Choice(String id, String name, boolean chosen) {}

  static PageLinks of(
      Office office, Office.Site site, LocalDate date, LocalDate today, Language in) {
    Language other = in == Language.VI ? Language.EN : Language.VI;
    boolean isToday = date.equals(today);
    List<Choice> choices =
        office.communes().stream()
            .flatMap(
                commune ->
                    commune.sites().stream()
                        .map(
                            one ->
                                new Choice(
                                    one.id(),
                                    commune.name() + ", " + one.name(),
                                    one.id().equals(site.id()))))
            .toList();
    return new PageLinks(
        in.code(),
        to("/", site, isToday ? null : date, other),
        isToday ? to("/sheet-part", site, null, in) : null,
        to("/", site, date.minusDays(1), in),
        isToday ? null : to("/", site, date.plusDays(1), in),
        to("/", site, null, in),
        to("/protection", site, null, in),
        to("/calendar", site, null, in),
        to("/notices", site, null, in),
        choices.size() > 1 ? choices : List.of());
  }

  static String to(String path, Office.Site site, @Nullable LocalDate date, Language language) {
    return path
        + "?site="
        + URLEncoder.encode(site.id(), StandardCharsets.UTF_8)
        + (date == null ? "" : "&date=" + date)
        + "&lang="
        + language.code();
  }

  public boolean hasSites() {
    return !sites.isEmpty();
  }
}
