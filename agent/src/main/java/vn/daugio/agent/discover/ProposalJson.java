package vn.daugio.agent.discover;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Target;

/** Proposals as a JSON array; fields may be added, never change their meaning. */
public final class ProposalJson {
  private static final JsonType<Found> TYPE = Jsonb.builder().build().type(Found.class);

  private ProposalJson() {}

  /**
   * A device.
   *
   * @param status {@code new}, {@code known} or {@code moved}
   * @param kind of its first target; {@code device} where nobody said
   * @param identified false when it was only seen to be there
   * @param ways by which it was seen
   */
  @Json
  record Found(
      String status,
      String name,
      String kind,
      boolean identified,
      @Nullable String model,
      @Nullable String serial,
      @Nullable String mac,
      String address,
      List<String> ways,
      List<Item> targets) {}

  /**
   * One target of it, with the keys of the configuration.
   *
   * @param movedFrom hosts at which it is configured; absent unless moved
   */
  @Json
  record Item(
      String status,
      String name,
      String kind,
      @Nullable String address,
      @Nullable Snmp snmp,
      @Nullable String ipp,
      @Nullable String escl,
      @Nullable String wsd,
      @Nullable List<String> movedFrom) {}

  /** As in the configuration. */
  @Json
  record Snmp(String version, @Nullable String community) {}

  public static String render(List<Proposal> proposals) {
    return proposals.stream()
        .map(proposal -> TYPE.toJson(found(proposal)))
        .collect(Collectors.joining(",", "[", "]\n"));
  }

  private static Found found(Proposal proposal) {
    Identity identity = proposal.device().identity();
    Target first = proposal.items().get(0).target();
    return new Found(
        code(proposal.status()),
        first.name(),
        first.kind().code(),
        proposal.isIdentified(),
        identity.model(),
        identity.serial(),
        identity.mac(),
        proposal.device().address().getHostAddress(),
        proposal.device().ways().stream().map(Sighting.Way::code).toList(),
        proposal.items().stream().map(ProposalJson::item).toList());
  }

  private static Item item(Proposal.Item item) {
    Target target = item.target();
    Access.@Nullable Snmp snmp = target.access(Access.Snmp.class);
    Access.@Nullable Ipp ipp = target.access(Access.Ipp.class);
    Access.@Nullable Escl escl = target.access(Access.Escl.class);
    Access.@Nullable Wsd wsd = target.access(Access.Wsd.class);
    @Nullable Target configured = item.configured();
    return new Item(
        code(item.status()),
        target.name(),
        target.kind().code(),
        target.address(),
        snmp == null ? null : new Snmp(snmp.version(), snmp.community()),
        ipp == null ? null : ipp.uri(),
        escl == null ? null : escl.url(),
        wsd == null ? null : wsd.url(),
        item.status() == Proposal.Status.MOVED && configured != null
            ? Comparison.places(configured).stream().map(place -> place.host()).distinct().toList()
            : null);
  }

  private static String code(Proposal.Status status) {
    return status.name().toLowerCase(Locale.ROOT);
  }
}
