package vn.daugio.collector.office;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Target;

/** What the plan file says of a province. */
public final class Office {
  private static final String TEAM = "Tổ ứng cứu công nghệ";

  /** In the place of the address of a target that a site does not have. */
  private static final String UNKNOWN = "?";

  private final String province;
  private final List<Commune> communes;
  private final Contacts contacts;
  private final List<Maintenance> maintenance;
  private final List<Site> sites;

  /** Thousands of sites are asked for by their ids with each report and each sweep. */
  private final Map<String, Site> byId;

  /** A target's name to its addresses to the sites that ask them; filled when asked for. */
  private final Map<String, Map<String, Set<String>>> askingByTarget = new ConcurrentHashMap<>();

  /**
   * @param province its code
   * @param communes its communes, in the file's order
   * @param contacts who is told, at all levels
   * @param maintenance planned work, at all levels
   */
  public Office(
      String province, List<Commune> communes, Contacts contacts, List<Maintenance> maintenance) {
    this.province = province;
    this.communes = List.copyOf(communes);
    this.contacts = contacts;
    this.maintenance = List.copyOf(maintenance);
    this.sites = communes.stream().flatMap(commune -> commune.sites().stream()).toList();
    this.byId = sites.stream().collect(Collectors.toMap(Site::id, site -> site, (a, b) -> a));
  }

  /** One whose plan names no contacts. */
  public Office(String province, List<Commune> communes) {
    this(province, communes, Contacts.NONE, List.of());
  }

  public String province() {
    return province;
  }

  public List<Commune> communes() {
    return communes;
  }

  public Contacts contacts() {
    return contacts;
  }

  public List<Maintenance> maintenance() {
    return maintenance;
  }

  /** Those of a role for a site, the main one first; the nearest level that names any answers. */
  public List<Contact> contacts(String siteId, Role role) {
    return contacts.of(siteId, role);
  }

  /**
   * Who sees to a site's incidents: the response team, then the counter; without such contacts
   * whoever the site's plan says is to be called.
   */
  public Contact owner(String siteId) {
    for (Role role : List.of(Role.RESPONSE_TEAM, Role.COUNTER)) {
      List<Contact> found = contacts(siteId, role);
      if (!found.isEmpty()) {
        return found.get(0);
      }
    }
    String text = site(siteId).map(Site::contact).filter(words -> !words.isBlank()).orElse(TEAM);
    return new Contact(Role.RESPONSE_TEAM, Contact.Rank.MAIN, text, "", Map.of());
  }

  /** All sites of all communes. */
  public List<Site> sites() {
    return sites;
  }

  /** The site of an id {@code commune/site}. */
  public Optional<Site> site(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * The ids of the sites that ask the same address under the same name as a site does, itself among
   * them.
   */
  public Set<String> asking(String siteId, String target) {
    String url = site(siteId).map(site -> url(site, target)).orElse("");
    // names that no plan knows come from the machines, without limit: they are not remembered
    Map<String, Set<String>> byUrl =
        url.isEmpty() || url.equals(UNKNOWN)
            ? asking(target)
            : askingByTarget.computeIfAbsent(target, this::asking);
    return byUrl.getOrDefault(url, Set.of());
  }

  private Map<String, Set<String>> asking(String target) {
    return sites.stream()
        .collect(
            Collectors.groupingBy(
                site -> url(site, target), Collectors.mapping(Site::id, Collectors.toSet())));
  }

  private static String url(Site site, String target) {
    return site.target(target)
        .map(known -> Objects.toString(known.access(Access.Web.class), ""))
        .orElse(UNKNOWN);
  }

  public Optional<Commune> commune(String code) {
    return communes.stream().filter(commune -> commune.code().equals(code)).findFirst();
  }

  /** A commune and its sites. */
  public record Commune(String code, String name, List<Site> sites) {
    public Commune {
      sites = List.copyOf(sites);
    }
  }

  /**
   * One building.
   *
   * @param id {@code commune/site}
   * @param name for people
   * @param contact whom to call: a role and a public number, never a person's name
   * @param calendar opening hours
   * @param machines the machines that are expected here
   * @param targets the shared targets; its probers check them
   * @param settings what differs from the defaults
   */
  public record Site(
      String id,
      String name,
      String contact,
      OfficeCalendar calendar,
      List<PlannedMachine> machines,
      List<Target> targets,
      Settings settings) {
    public Site {
      machines = List.copyOf(machines);
      targets = List.copyOf(targets);
    }

    public String commune() {
      return id.substring(0, id.indexOf('/'));
    }

    /** The second half of the id, as in paths and metric labels. */
    public String code() {
      return id.substring(id.indexOf('/') + 1);
    }

    public Optional<PlannedMachine> machine(String machineCode) {
      return machines.stream().filter(machine -> machine.code().equals(machineCode)).findFirst();
    }

    public Optional<Target> target(String name) {
      return targets.stream().filter(target -> target.name().equals(name)).findFirst();
    }
  }

  /**
   * A machine that is expected.
   *
   * @param code e.g. {@code OC-Q1-01}
   * @param role where it stands or what it is for; never a person
   * @param prober whether it checks the site's shared targets
   * @param requires what has to be attached to it, of {@link vn.daugio.protocol.Demands#DEVICES}
   * @param exempt kept off the network on purpose: it is listed, never gets an agent and counts
   *     nowhere
   * @param computerName as vendors' consoles call it; null: by its code
   */
  public record PlannedMachine(
      String code,
      String role,
      boolean prober,
      List<String> requires,
      boolean exempt,
      @Nullable String computerName) {
    /** One that only its code tells apart. */
    public PlannedMachine(String code, String role, boolean prober) {
      this(code, role, prober, List.of(), false, null);
    }

    public PlannedMachine {
      requires = List.copyOf(requires);
    }
  }

  /**
   * @param limits per check code: limit key to value in base units
   * @param every per check code: seconds between two judgements
   * @param ntp time servers, host or host:port
   * @param products ids of the protection products that each machine has to have; empty: any
   * @param importance of targets to citizens: target name to low, medium, high or critical
   */
  public record Settings(
      Map<String, Map<String, Double>> limits,
      Map<String, Long> every,
      List<String> ntp,
      List<String> products,
      Map<String, String> importance) {
    /** Of a site that asks for nothing else than the usual. */
    public static final Settings NONE =
        new Settings(Map.of(), Map.of(), List.of(), List.of(), Map.of());

    public Settings {
      products = List.copyOf(products);
      limits = Map.copyOf(limits);
      every = Map.copyOf(every);
      ntp = List.copyOf(ntp);
      importance = Map.copyOf(importance);
    }
  }
}
