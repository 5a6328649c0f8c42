package vn.daugio.agent.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.schedule.Cadence;
import vn.daugio.agent.schedule.Jitter;
import vn.daugio.agent.schedule.Schedule;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Demands;
import vn.daugio.protocol.PlanDocument;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetKind;

/** Makes the list of what this machine checks from what was asked for and what it found itself. */
public final class Planner {
  /** The default gateway's name as a target, unless a gateway is configured. */
  public static final String GATEWAY = "gateway";

  /** The internet line's name as a target, unless one is configured. */
  public static final String LINE = "duong-chinh";

  private static final Target NATIONAL_PORTAL =
      new Target(
          "dvcqg",
          TargetKind.SYSTEM,
          null,
          null,
          List.of(Access.Web.plain("https://dichvucong.gov.vn", "200-403", null, null)));

  private final Upstreams upstreams;

  public Planner(Reachability reachability) {
    this.upstreams = new Upstreams(reachability);
  }

  public Plan plan(Wishes wishes) {
    @Nullable PlanDocument plan = wishes.plan();
    List<Assignment> assignments = new ArrayList<>();
    List<Target> targets = targets(wishes);
    for (Target target : targets) {
      for (CheckType type : CheckType.values()) {
        if (type.judges(target.kind()) && canBeAsked(type, target)) {
          assignments.add(
              new Assignment(
                  type,
                  target,
                  limits(type, wishes),
                  type.deadline(),
                  upstreams.of(type, target),
                  type == CheckType.LAN_DEVICES ? targets : List.of()));
        }
      }
    }
    assignments.sort(Comparator.comparing(assignment -> assignment.type().layer()));
    Schedule schedule =
        new Schedule(
            plan == null ? List.of() : plan.sessions(),
            plan == null ? List.of() : plan.daysOff(),
            plan == null ? null : plan.specialDays(),
            Jitter.fraction(wishes.site(), wishes.machine()));
    Cadence cadence = new Cadence(plan == null ? Map.of() : plan.every());
    return new Plan(assignments, schedule, cadence, plan != null && plan.prober());
  }

  private static List<Target> targets(Wishes wishes) {
    @Nullable PlanDocument plan = wishes.plan();
    boolean prober = plan != null && plan.prober();
    List<Target> shared = new ArrayList<>(wishes.targets());
    if (plan != null && prober) {
      Set<String> own = shared.stream().map(Target::name).collect(Collectors.toSet());
      plan.targets().stream().filter(target -> !own.contains(target.name())).forEach(shared::add);
    }
    List<Target> targets = new ArrayList<>();
    targets.add(new Target(wishes.machine(), TargetKind.MACHINE, null, null, ofMachine(plan)));
    if (wishes.scope() != Wishes.Scope.MACHINE || prober || !wishes.targets().isEmpty()) {
      addUnlessGiven(
          targets,
          shared,
          new Target(GATEWAY, TargetKind.GATEWAY, gatewayOf(shared), null, List.of()));
      Access.Line line = Access.Line.plain(null, null, List.of(), List.of());
      addUnlessGiven(targets, shared, new Target(LINE, TargetKind.LINK, null, null, List.of(line)));
    }
    if (wishes.scope() == Wishes.Scope.EVERYTHING) {
      targets.add(NATIONAL_PORTAL);
    }
    shared.stream().filter(target -> target.kind() != TargetKind.MACHINE).forEach(targets::add);
    return targets;
  }

  private static List<Access> ofMachine(@Nullable PlanDocument plan) {
    List<Access> access = new ArrayList<>();
    access.add(new Access.Clock(plan == null ? List.of() : plan.ntp()));
    Demands demands = plan == null || plan.demands() == null ? Demands.NONE : plan.demands();
    access.add(new Access.Required(demands.products(), demands.devices()));
    if (demands.catalogue() != null) {
      access.add(new Access.Products(demands.catalogue()));
    }
    return access;
  }

  /** Of the first line that names one; null: the default route's. */
  private static @Nullable String gatewayOf(List<Target> shared) {
    for (Target target : shared) {
      Access.@Nullable Line line = target.access(Access.Line.class);
      if (line != null && line.gateway() != null && isMain(target)) {
        return line.gateway();
      }
    }
    return null;
  }

  /** A backup line or the State network stands beside the office's own line. */
  private static boolean isMain(Target target) {
    Access.@Nullable Line line = target.access(Access.Line.class);
    return role(line).equals("main");
  }

  private static void addUnlessGiven(List<Target> targets, List<Target> given, Target automatic) {
    if (given.stream().noneMatch(target -> target.kind() == automatic.kind() && isMain(target))) {
      targets.add(automatic);
    }
  }

  /**
   * Only SNMP tells a page counter or the ports of a switch; asking for it in vain would leave the
   * sheet without verdict.
   */
  private static boolean canBeAsked(CheckType type, Target target) {
    Access.@Nullable Line line = target.access(Access.Line.class);
    return switch (type) {
      case PRINTER_PAGES, DEVICE_UPTIME, SWITCH_PORTS -> target.access(Access.Snmp.class) != null;
      case UPS_STATE ->
          target.access(Access.Snmp.class) != null || target.access(Access.Nut.class) != null;
      // who may give out addresses has to be told
      case LAN_DHCP -> target.access(Access.Dhcp.class) != null;
      // nobody is looked around at without leave
      case LAN_DEVICES -> target.access(Access.Discover.class) != null;
      case LAN_GUEST -> target.access(Access.Guest.class) != null;
      case SERVER_HEALTH, ROUTER_HEALTH -> target.access(Access.Ssh.class) != null;
      case DEVICE_REACHABLE -> target.address() != null || target.kind() == TargetKind.DEVICE;
      case WAN_TSLCD -> role(line).equals("tslcd");
      case INTERNET_LINK -> !role(line).equals("tslcd");
      // the computer's own resolvers are the main line's
      case INTERNET_DNS ->
          role(line).equals("main") || (role(line).equals("backup") && hasResolvers(line));
      case INTERNET_THROUGHPUT -> mayBeLoaded(target, role(line));
      default -> true;
    };
  }

  private static boolean mayBeLoaded(Target target, String role) {
    Access.@Nullable Throughput throughput = target.access(Access.Throughput.class);
    return throughput != null
        && (role.equals("main") || (role.equals("backup") && throughput.onBackup()));
  }

  private static String role(Access.@Nullable Line line) {
    return line == null || line.detail() == null ? "main" : line.detail().role();
  }

  private static boolean hasResolvers(Access.@Nullable Line line) {
    return line != null && !line.resolvers().isEmpty();
  }

  /** Defaults, then the collector's, then the machine's own; what this version knows of them. */
  private static Map<String, Double> limits(CheckType type, Wishes wishes) {
    Map<String, Double> limits = new LinkedHashMap<>(type.limits());
    @Nullable PlanDocument plan = wishes.plan();
    if (plan != null) {
      merge(limits, plan.limits().getOrDefault(type.code(), Map.of()));
    }
    merge(limits, wishes.limits().getOrDefault(type.code(), Map.of()));
    return limits;
  }

  private static void merge(Map<String, Double> limits, Map<String, Double> over) {
    over.forEach((key, value) -> limits.computeIfPresent(key, (same, before) -> value));
  }
}
