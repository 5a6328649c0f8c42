package vn.daugio.protocol;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static vn.daugio.protocol.CheckSpec.check;
import static vn.daugio.protocol.MeasureType.measure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of judgements. Sheet rows, metric families, silence and incidents are derived from
 * these properties, so that a new constant needs no change elsewhere but its {@code Check} class
 * and its texts.
 */
public enum CheckType {
  COMPUTER_HEALTH(
      check("computer.health", TargetKind.MACHINE, Layer.MACHINE, HandbookLine.CLOCK_AND_DISK)
          .deadline(ofSeconds(15))
          .limit("disk-warn-below", 0.10)
          .limit("disk-fail-below", 0.02)
          .limit("memory-warn-below", 0.05)
          .limit("load-warn-above", 4.0)
          .limit("clock-warn-above", 5.0)
          .limit("clock-fail-above", 300.0)
          .measures(
              measure("disk_free_ratio", "ratio", "Free share of a file system.", "disk"),
              measure("memory_available_ratio", "ratio", "Share of memory that is available."),
              measure("load_ratio", "ratio", "One-minute load average per processor.")
                  .within(0, 100_000),
              measure("uptime_seconds", "seconds", "Time since the machine started."),
              measure("clock_offset_seconds", "seconds", "NTP time minus the machine's time.")
                  .within(-1e10, 1e10))),

  ENDPOINT_PROTECTION(
      check("endpoint.protection", TargetKind.MACHINE, Layer.MACHINE, HandbookLine.PROTECTION)
          .deadlineOfMachineFacts()
          .limit("definitions-warn-above", 7 * 86_400.0)
          .limit("definitions-fail-above", 30 * 86_400.0)
          .measures(
              measure(
                  "definitions_age_seconds",
                  "seconds",
                  "Age of the anti-malware definitions.",
                  "product"))),

  ENDPOINT_FIREWALL(EndpointSpecs.firewall()),

  ENDPOINT_UPDATES(EndpointSpecs.updates()),

  ENDPOINT_EXPOSURE(EndpointSpecs.exposure()),

  SIGNING_TOKEN(SigningSpecs.token()),

  SIGNING_CERTIFICATE(SigningSpecs.certificate()),

  DEVICE_LOCAL(PeripheralSpecs.device()),

  MEETING_LOCAL(PeripheralSpecs.meeting()),

  LAN_INTERFACE(
      check("lan.interface", TargetKind.MACHINE, Layer.LAN, HandbookLine.NETWORK_BOXES)
          .every(ofMinutes(1))
          .streaks(2, 2)
          .limit("speed-warn-below", 12.5e6)
          .limit("errors-warn-above", 0.01)
          .limit("address-probes", 1)
          .measures(
              measure(
                  "interface_speed_bytes_per_second",
                  "bytes_per_second",
                  "Negotiated speed of the interface towards the gateway.",
                  "interface"),
              measure(
                  "interface_errors_ratio",
                  "ratio",
                  "Share of packets with errors since the last reading.",
                  "interface"))),

  LAN_GATEWAY(
      check("lan.gateway", TargetKind.GATEWAY, Layer.GATEWAY, HandbookLine.NETWORK_BOXES)
          .every(ofMinutes(1))
          .streaks(2, 2)
          .limit("loss-warn-above", 0.2)
          .measures(
              measure("gateway_latency_seconds", "seconds", "Median round trip to the gateway."),
              measure("gateway_loss_ratio", "ratio", "Share of echo requests without answer."))),

  LAN_DHCP(
      check("lan.dhcp", TargetKind.GATEWAY, Layer.DEVICE, HandbookLine.NETWORK_BOXES)
          .every(ofMinutes(60))
          .streaks(2, 2)),

  INTERNET_LINK(LineSpecs.link()),

  INTERNET_DNS(LineSpecs.dns()),

  INTERNET_THROUGHPUT(LineSpecs.throughput()),

  WAN_TSLCD(LineSpecs.tslcd()),

  IPV6_READINESS(LineSpecs.ipv6()),

  SYSTEM_WEB(SystemSpecs.web()),

  SYSTEM_MAIL(SystemSpecs.mail()),

  MEETING_READINESS(SystemSpecs.meeting()),

  PRINTER_STATUS(
      check("printer.status", TargetKind.PRINTER, Layer.DEVICE, HandbookLine.PRINTERS)
          .every(ofMinutes(15))
          .streaks(2, 1)
          .limit("job-warn-after", 600.0)
          .limit("job-fail-after", 3600.0)),

  PRINTER_SUPPLIES(
      check("printer.supplies", TargetKind.PRINTER, Layer.DEVICE, HandbookLine.PRINTERS)
          .every(ofMinutes(60))
          .limit("warn-below", 0.10)
          .limit("fail-below", 0.02)
          .measures(
              measure(
                  "supply_level_ratio",
                  "ratio",
                  "Level of a supply, or space left in a receptacle (RFC 3805"
                      + " prtMarkerSuppliesLevel / prtMarkerSuppliesMaxCapacity).",
                  "index",
                  "supply",
                  "kind",
                  "color",
                  "class"),
              measure(
                  "supply_state",
                  "state",
                  "Always 1; the label says what the device knows of the supply.",
                  "index",
                  "supply",
                  "kind",
                  "color",
                  "class",
                  "state"),
              measure(
                  "supply_vendor_ratio",
                  "ratio",
                  "Level of a supply as the maker's own MIB gives it, where the standard one gives"
                      + " none.",
                  "index",
                  "supply",
                  "kind",
                  "color",
                  "class",
                  "source"))),

  PRINTER_PAGES(
      check("printer.pages", TargetKind.PRINTER, Layer.DEVICE, HandbookLine.PRINTERS)
          .every(ofHours(4))
          .measures(
              measure(
                  "printed_pages",
                  "pages",
                  "What a marker has counted in its life (RFC 3805 prtMarkerLifeCount).",
                  "index",
                  "counted"))),

  PRINTER_LOCAL(LocalSpecs.printer()),

  SCANNER_READY(
      check("scanner.ready", TargetKind.SCANNER, Layer.DEVICE, HandbookLine.SCANNERS)
          .every(ofMinutes(15))
          .streaks(2, 1)),

  SCANNER_FOLDER(
      check("scanner.folder", TargetKind.FOLDER, Layer.DEVICE, HandbookLine.SCANNERS)
          .every(ofMinutes(60))
          .deadline(ofSeconds(25))
          .streaks(2, 1)
          .limit("free-warn-below", 1e9)
          .limit("free-fail-below", 1e7)
          .measures(
              measure(
                  "folder_free_bytes",
                  "bytes",
                  "Space that the scanner's own account has left in its shared folder."))),

  SCANNER_LOCAL(LocalSpecs.scanner()),

  DEVICE_REACHABLE(DeviceSpecs.reachable()),

  DEVICE_UPTIME(DeviceSpecs.uptime()),

  SWITCH_PORTS(DeviceSpecs.switchPorts()),

  UPS_STATE(DeviceSpecs.ups()),

  CAMERA_REACHABLE(DeviceSpecs.camera()),

  SERVER_HEALTH(DeviceSpecs.server()),

  ROUTER_HEALTH(LanSpecs.router()),

  LAN_GUEST(LanSpecs.guest()),

  LAN_DEVICES(LanSpecs.devices());

  private static final Map<String, CheckType> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(CheckType::code, type -> type));

  /** Never changed once the constants are made, which the checker cannot see. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final CheckSpec spec;

  CheckType(CheckSpec spec) {
    this.spec = spec;
  }

  /** The name on the wire and in configurations, {@code area.word}. */
  public String code() {
    return spec.code();
  }

  public Area area() {
    return Area.valueOf(code().substring(0, code().indexOf('.')).toUpperCase(Locale.ROOT));
  }

  /** The kind of target it judges, and the first of those where there are several. */
  public TargetKind kind() {
    return spec.kind();
  }

  /** Whether it judges targets of this kind. */
  public boolean judges(TargetKind kind) {
    return kind == spec.kind() || spec.others().containsKey(kind);
  }

  /** The sheet line of a target of this kind, unless the target names another. */
  public HandbookLine line(TargetKind kind) {
    return spec.others().getOrDefault(kind, line());
  }

  public Layer layer() {
    return spec.layer();
  }

  /** The sheet line of its subjects, unless the target names another. */
  public HandbookLine line() {
    return spec.line();
  }

  /** The interval at which it is watched during the day; empty when only the rounds run it. */
  public Optional<Duration> every() {
    @Nullable Duration interval = spec.every();
    return Optional.ofNullable(interval);
  }

  /** Whether it runs once a day while the counter is closed, and in no round. */
  public boolean isOutsideHours() {
    return spec.isOutsideHours();
  }

  /**
   * Whether it judges what a computer may have or not: an OK with the fact {@code found} {@code 0}
   * says that there is nothing to judge.
   */
  public boolean isOfAttached() {
    return spec.isOfAttached();
  }

  /** Whether it is judged once a day, so that the last judgement still stands the next morning. */
  public boolean isDaily() {
    return isOutsideHours() || every().filter(one -> one.compareTo(ofHours(24)) >= 0).isPresent();
  }

  /** The longest time one judgement may take; then it is UNKNOWN. */
  public Duration deadline() {
    return spec.deadline();
  }

  /** Consecutive FAILs that open an incident, at least 1. */
  public int openAfter() {
    return spec.openAfter();
  }

  /** Consecutive OK or WARN that recover it, at least 1. */
  public int recoverAfter() {
    return spec.recoverAfter();
  }

  /** Thresholds and their defaults, in base units; the keys of {@code limits:}. */
  public Map<String, Double> limits() {
    return spec.limits();
  }

  /** What it may measure. */
  public List<MeasureType> measures() {
    return spec.measures();
  }

  /** The declared measure of this name; several of one name differ only in their labels. */
  public Optional<MeasureType> declared(String name) {
    return measures().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** The metric family of one of its measures. */
  public String family(MeasureType measure) {
    return "daugio_" + area().code() + "_" + measure.name();
  }

  /**
   * Whether it keeps out of the rounds and the time around an opening, because it takes its time.
   * Such a one is no part of the morning: the sheet has it only where it looked lately.
   */
  public boolean isApart() {
    return this == LAN_DEVICES;
  }

  public static Optional<CheckType> ofCode(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
