package vn.daugio.agent.check;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.check.computer.ComputerHealthCheck;
import vn.daugio.agent.check.endpoint.EndpointExposureCheck;
import vn.daugio.agent.check.endpoint.EndpointFirewallCheck;
import vn.daugio.agent.check.endpoint.EndpointProtectionCheck;
import vn.daugio.agent.check.endpoint.EndpointUpdatesCheck;
import vn.daugio.agent.check.internet.InternetDnsCheck;
import vn.daugio.agent.check.internet.InternetLinkCheck;
import vn.daugio.agent.check.internet.InternetThroughputCheck;
import vn.daugio.agent.check.ipv6.Ipv6ReadinessCheck;
import vn.daugio.agent.check.lan.LanDevicesCheck;
import vn.daugio.agent.check.lan.LanDhcpCheck;
import vn.daugio.agent.check.lan.LanGatewayCheck;
import vn.daugio.agent.check.lan.LanGuestCheck;
import vn.daugio.agent.check.lan.LanInterfaceCheck;
import vn.daugio.agent.check.meeting.MeetingLocalCheck;
import vn.daugio.agent.check.meeting.MeetingReadinessCheck;
import vn.daugio.agent.check.network.CameraReachableCheck;
import vn.daugio.agent.check.network.DeviceLocalCheck;
import vn.daugio.agent.check.network.DeviceReachableCheck;
import vn.daugio.agent.check.network.DeviceUptimeCheck;
import vn.daugio.agent.check.network.SwitchPortsCheck;
import vn.daugio.agent.check.printer.PrinterLocalCheck;
import vn.daugio.agent.check.printer.PrinterPagesCheck;
import vn.daugio.agent.check.printer.PrinterStatusCheck;
import vn.daugio.agent.check.printer.PrinterSuppliesCheck;
import vn.daugio.agent.check.router.RouterHealthCheck;
import vn.daugio.agent.check.scanner.ScannerFolderCheck;
import vn.daugio.agent.check.scanner.ScannerLocalCheck;
import vn.daugio.agent.check.scanner.ScannerReadyCheck;
import vn.daugio.agent.check.server.ServerHealthCheck;
import vn.daugio.agent.check.signing.SigningCertificateCheck;
import vn.daugio.agent.check.signing.SigningTokenCheck;
import vn.daugio.agent.check.system.SystemMailCheck;
import vn.daugio.agent.check.system.SystemWebCheck;
import vn.daugio.agent.check.ups.UpsStateCheck;
import vn.daugio.agent.check.wan.WanTslcdCheck;
import vn.daugio.agent.os.AgentFiles;
import vn.daugio.agent.os.LocalMachine;
import vn.daugio.agent.probe.SnmpClient;
import vn.daugio.protocol.CheckType;

/** The one list of checks; a check type without a line here does not compile. */
public final class Checks {
  private final LocalMachine machine;
  private final Clock clock;
  private final DeviceSearch search;
  private @Nullable SnmpClient snmp;

  /**
   * @param search how devices are looked for
   */
  public Checks(LocalMachine machine, Clock clock, DeviceSearch search) {
    this.machine = machine;
    this.clock = clock;
    this.search = search;
  }

  /** The check of a type; made anew for each judgement, as it keeps no state. */
  public Check of(CheckType type) {
    return switch (type) {
      case COMPUTER_HEALTH -> new ComputerHealthCheck(machine.computer(), machine.network(), clock);
      case ENDPOINT_PROTECTION ->
          new EndpointProtectionCheck(machine.antivirus(), AgentFiles.ofThisProgram(), clock);
      case ENDPOINT_FIREWALL -> new EndpointFirewallCheck(machine.firewall());
      case ENDPOINT_UPDATES -> new EndpointUpdatesCheck(machine.updates(), clock);
      case ENDPOINT_EXPOSURE -> new EndpointExposureCheck(machine.exposure());
      case SIGNING_TOKEN -> new SigningTokenCheck(machine.tokens(), clock);
      case SIGNING_CERTIFICATE -> new SigningCertificateCheck(machine.tokens(), clock);
      case DEVICE_LOCAL -> new DeviceLocalCheck(machine.peripherals(), clock);
      case MEETING_LOCAL -> new MeetingLocalCheck(machine.peripherals(), clock);
      case LAN_INTERFACE -> new LanInterfaceCheck(machine.network());
      case LAN_GATEWAY -> new LanGatewayCheck(machine.network());
      case LAN_DHCP -> new LanDhcpCheck();
      case LAN_DEVICES -> new LanDevicesCheck(search);
      case LAN_GUEST -> new LanGuestCheck(machine.network());
      case INTERNET_LINK -> new InternetLinkCheck(machine.network());
      case INTERNET_DNS -> new InternetDnsCheck(machine.network());
      case INTERNET_THROUGHPUT -> new InternetThroughputCheck(machine.network());
      case WAN_TSLCD -> new WanTslcdCheck(machine.network());
      case IPV6_READINESS -> new Ipv6ReadinessCheck(machine.network());
      case SYSTEM_WEB -> new SystemWebCheck(clock);
      case MEETING_READINESS -> new MeetingReadinessCheck(clock);
      case SYSTEM_MAIL -> new SystemMailCheck(machine.network(), clock);
      case PRINTER_STATUS -> new PrinterStatusCheck(snmp(), clock);
      case PRINTER_SUPPLIES -> new PrinterSuppliesCheck(snmp());
      case PRINTER_PAGES -> new PrinterPagesCheck(snmp());
      case PRINTER_LOCAL -> new PrinterLocalCheck(machine.printQueues(), clock);
      case SCANNER_READY -> new ScannerReadyCheck(clock);
      case SCANNER_FOLDER -> new ScannerFolderCheck();
      case SCANNER_LOCAL -> new ScannerLocalCheck(machine.scanners(), clock);
      case DEVICE_REACHABLE -> new DeviceReachableCheck(machine.network());
      case DEVICE_UPTIME -> new DeviceUptimeCheck(snmp(), clock);
      case SWITCH_PORTS -> new SwitchPortsCheck(snmp(), clock);
      case UPS_STATE -> new UpsStateCheck(snmp());
      case CAMERA_REACHABLE -> new CameraReachableCheck();
      case SERVER_HEALTH -> new ServerHealthCheck();
      case ROUTER_HEALTH -> new RouterHealthCheck();
    };
  }

  /** One socket for all printers, and none on machines that watch no printer. */
  private synchronized SnmpClient snmp() {
    @Nullable SnmpClient present = snmp;
    if (present == null) {
      present = new SnmpClient();
      snmp = present;
    }
    return present;
  }
}
