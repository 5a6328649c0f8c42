package vn.daugio.agent.discover;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.probe.DnsSdService;
import vn.daugio.agent.probe.MulticastDns;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.TargetKind;

/** Printers and scanners that announce themselves by DNS-SD (RFC 6763). */
final class DnsSd {
  private static final List<String> TYPES =
      List.of("_ipp._tcp", "_ipps._tcp", "_pdl-datastream._tcp", "_uscan._tcp", "_uscans._tcp");

  /** A path that needs no quoting anywhere. */
  private static final Pattern PATH = Pattern.compile("/?[A-Za-z0-9][A-Za-z0-9._~/-]{0,99}");

  private DnsSd() {}

  static List<Sighting> sightings(Permission permission, InetAddress source, Deadline deadline) {
    List<Sighting> found = new ArrayList<>();
    for (DnsSdService service : MulticastDns.browse(TYPES, source, deadline)) {
      service.addresses().stream()
          .filter(permission::allows)
          .findFirst()
          .ifPresent(address -> found.add(sighting(service, address)));
    }
    return found;
  }

  private static Sighting sighting(DnsSdService service, InetAddress address) {
    String at = "://" + address.getHostAddress() + ":" + service.port() + "/";
    boolean secure = service.type().endsWith("s._tcp");
    List<Access> access =
        switch (service.type()) {
          case "_ipp._tcp", "_ipps._tcp" ->
              List.of(new Access.Ipp((secure ? "ipps" : "ipp") + at + path(service, "rp")));
          case "_uscan._tcp", "_uscans._tcp" ->
              List.of(new Access.Escl((secure ? "https" : "http") + at + path(service, "rs")));
          default -> List.of();
        };
    boolean scanner = service.type().startsWith("_uscan");
    @Nullable String model = service.text().get("ty");
    return new Sighting(
        Sighting.Way.DNS_SD,
        address,
        service.port(),
        scanner ? TargetKind.SCANNER : TargetKind.PRINTER,
        Identity.of(model == null ? service.name() : model, null, null, service.text().get("uuid")),
        access);
  }

  /** As announced, where it is a path; else the usual one. */
  private static String path(DnsSdService service, String key) {
    @Nullable String path = service.text().get(key);
    if (path == null || !PATH.matcher(path).matches()) {
      return key.equals("rp") ? "ipp/print" : "eSCL";
    }
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
