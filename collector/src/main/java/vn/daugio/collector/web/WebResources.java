package vn.daugio.collector.web;

import io.dropwizard.assets.AssetsBundle;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.views.common.ViewBundle;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import vn.daugio.collector.notify.ChannelTrial;
import vn.daugio.collector.office.Office;
import vn.daugio.collector.store.Store;

/** What the root registers for people and programs that read. */
public final class WebResources {
  private WebResources() {}

  /** The views, and the style sheets and scripts that come with this program. */
  public static void addBundles(Bootstrap<? extends Configuration> bootstrap) {
    bootstrap.addBundle(new ViewBundle<>());
    bootstrap.addBundle(
        new AssetsBundle("/META-INF/resources/webjars/", "/webjars", null, "webjars"));
    bootstrap.addBundle(new AssetsBundle("/assets/", "/assets", null, "assets"));
  }

  /**
   * @param operatorToken tells whether a text is the operator's token, in constant time
   */
  public static List<Object> of(
      Store store, Supplier<Office> office, InstantSource clock, Predicate<String> operatorToken) {
    Desk desk = new Desk(store, office, clock);
    return List.of(
        new PageResource(desk, operatorToken),
        new SheetResource(desk),
        new IncidentResource(desk),
        new IncidentPages(desk, operatorToken),
        new MuteResource(desk),
        new LegalPages(desk),
        new FiguresResource(desk),
        new FleetResource(desk),
        new ProtectionResource(desk),
        new CalendarResource(desk));
  }

  /** The log of notices, and test messages through what {@code test} knows. */
  public static Object notices(
      Store store,
      Supplier<Office> office,
      InstantSource clock,
      ChannelTrial test,
      Predicate<String> operatorToken) {
    return new NoticesResource(new Desk(store, office, clock), test, operatorToken);
  }
}
