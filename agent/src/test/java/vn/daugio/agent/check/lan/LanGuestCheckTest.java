package vn.daugio.agent.check.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.daugio.agent.testing.Assignments.values;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.daugio.agent.check.Finding;
import vn.daugio.agent.check.LastReading;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.testing.Assignments;
import vn.daugio.agent.testing.NetNamespace;
import vn.daugio.agent.testing.Nginx;
import vn.daugio.agent.testing.OfficeNetwork;
import vn.daugio.agent.testing.Peers;
import vn.daugio.agent.testing.WholeAgent;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.CheckType;
import vn.daugio.protocol.Outcome;
import vn.daugio.protocol.Reason;

class LanGuestCheckTest {
  private static final String CONFIG =
      """
      site: dai-dong/tru-so
      machine: OC-Q1-01
      targets:
        - {name: wifi-1, kind: access-point, address: "10.9.0.1", portal: "http://10.9.0.1:8080/",
           portal-text: "Xã Đại Đồng", guest: {source: "10.9.0.23", staff: ["192.168.77.20:8081", "192.168.77.20:81", "192.168.77.20", "192.168.77.21:80"]}}
        - {name: wifi-2, kind: access-point, address: "10.9.0.1", guest: {source: "10.9.0.99", staff: ["192.168.77.20:8081"]}}
        - {name: wifi-3, kind: access-point, address: "10.9.0.1", guest: {source: "10.9.0.24", staff: ["192.168.77.20:8081"]}}
      """;

  @TempDir Path directory;

  private static Finding portal(String url, @Nullable String text) throws Exception {
    Access.Guest guest = new Access.Guest(url, text, null, List.of());
    return new LanGuestCheck(OfficeNetwork.EMPTY)
        .judge(
            Assignments.of(CheckType.LAN_GUEST, guest),
            LastReading.NONE,
            Deadline.in(Duration.ofSeconds(10)));
  }

  @Test
  void theFirstPageThatGuestsSee() throws Exception {
    String pages =
        "location / { return 200 'Wi-Fi Xã Đại Đồng'; } location /l { return 302 /; }"
            + " location /e { return 503; }";
    try (Peers.Peer nginx = Nginx.http(directory, pages)) {
      String url = "http://127.0.0.1:" + nginx.port() + "/";
      Finding good = portal(url, "Xã Đại Đồng");
      assertThat(good.outcome()).isEqualTo(Outcome.OK);
      assertThat(values(good, "portal_seconds")).singleElement().matches(took -> took < 10);
      assertThat(portal(url + "l", null).outcome()).isEqualTo(Outcome.OK);
      Finding other = portal(url, "Xã Tân Lập");
      assertThat(other.outcome()).isEqualTo(Outcome.WARN);
      assertThat(other.reason()).isEqualTo(Reason.LAN_PORTAL_UNEXPECTED);
      assertThat(other.facts()).containsEntry("status", "200");
      assertThat(portal(url + "e", null).facts()).containsEntry("status", "503");
    }
    Finding closed = portal("http://127.0.0.1:1/", null);
    assertThat(closed.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(closed.reason()).isEqualTo(Reason.LAN_PORTAL_NOT_ANSWERING);
    assertThat(closed.measures()).isEmpty();
  }

  /** A computer in both networks, an access point between them, a server of the staff. */
  @Test
  void whatGuestsReachOfTheStaff() throws Exception {
    Peers.need("ping");
    Peers.need("iptables");
    try (NetNamespace pc = NetNamespace.create("g");
        NetNamespace router = NetNamespace.create("h");
        NetNamespace server = NetNamespace.create("s")) {
      wire(pc, router, server);
      try (Daemon portal = Daemon.nginx(router, directory, 8080, "Wi-Fi Xã Đại Đồng");
          Daemon office = Daemon.nginx(server, directory, 8081, "staff")) {
        assertThat(portal.pid()).isNotEqualTo(office.pid());
        assertThat(check(pc, 1))
            .containsExactly(
                "wifi-1 FAIL lan.guest_reaches_staff 192.168.77.20:8081 (TCP),"
                    + " 192.168.77.20:81 (TCP), 192.168.77.20 (ICMP)",
                "wifi-2 UNKNOWN lan.guest_not_joined -",
                "wifi-3 UNKNOWN lan.guest_not_separable -");
        router.run("iptables", "-P", "FORWARD", "DROP");
        assertThat(check(pc, 0)).element(0).isEqualTo("wifi-1 OK - -");
        // a firewall that only looks at TCP lets the rest through
        router.run("iptables", "-A", "FORWARD", "-p", "icmp", "-j", "ACCEPT");
        assertThat(check(pc, 1))
            .element(0)
            .isEqualTo(
                "wifi-1 FAIL lan.guest_reaches_staff 192.168.77.20:8081 (ICMP),"
                    + " 192.168.77.20:81 (ICMP), 192.168.77.20 (ICMP)");
      }
    }
  }

  private static void wire(NetNamespace pc, NetNamespace router, NetNamespace server) {
    router.run("ip", "link", "add", "staff", "type", "bridge");
    link(pc, "staff0", router, "port1");
    link(server, "staff0", router, "port2");
    link(pc, "guest0", router, "guest");
    for (String port : List.of("port1", "port2")) {
      router.run("ip", "link", "set", port, "master", "staff");
    }
    address(router, "192.168.77.1/24", "staff");
    address(router, "10.9.0.1/24", "guest");
    address(pc, "192.168.77.10/24", "staff0");
    address(pc, "10.9.0.23/24", "guest0");
    address(pc, "10.9.0.24/24", "guest0");
    address(server, "192.168.77.20/24", "staff0");
    server.run("ip", "route", "add", "default", "via", "192.168.77.1");
    pc.run("ip", "route", "add", "default", "via", "192.168.77.1");
    pc.run("ip", "route", "add", "default", "via", "10.9.0.1", "table", "9");
    pc.run("ip", "rule", "add", "from", "10.9.0.23", "table", "9");
    router.run("sysctl", "-qw", "net.ipv4.ip_forward=1");
  }

  private static void link(NetNamespace one, String name, NetNamespace other, String peer) {
    one.run("ip", "link", "add", name, "type", "veth", "peer", "name", peer, "netns", other.name());
    one.run("ip", "link", "set", name, "up");
    other.run("ip", "link", "set", peer, "up");
  }

  private static void address(NetNamespace who, String address, String name) {
    who.run("ip", "addr", "add", address, "dev", name);
    who.run("ip", "link", "set", name, "up");
  }

  /** A web server inside a namespace, ended by its id. */
  private record Daemon(long pid) implements AutoCloseable {
    static Daemon nginx(NetNamespace where, Path directory, int port, String says)
        throws Exception {
      Path pid = directory.resolve(port + ".pid");
      Path config = directory.resolve(port + ".conf");
      Files.writeString(
          config,
          """
          daemon on; master_process off; pid %1$s; error_log %1$s.log;
          events {}
          http {
            access_log off; charset utf-8;
            client_body_temp_path %1$s.b; proxy_temp_path %1$s.p; fastcgi_temp_path %1$s.f;
            uwsgi_temp_path %1$s.u; scgi_temp_path %1$s.s;
            server { listen %2$d; default_type text/html; location / { return 200 '%3$s'; } }
          }
          """
              .formatted(pid, port, says));
      where.run(Peers.need("nginx"), "-c", config.toString());
      return new Daemon(Long.parseLong(Files.readString(pid).strip()));
    }

    @Override
    public void close() {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
  }

  /** One line a target: outcome, reason, what was reached. */
  private List<String> check(NetNamespace pc, int exit) throws Exception {
    Path config = Files.writeString(directory.resolve("agent.yaml"), CONFIG);
    WholeAgent agent = WholeAgent.check(pc, config, "lan.guest");
    assertThat(agent.exit()).as(agent.output()).isEqualTo(exit);
    return agent.results("target", "outcome", "reason", "staff");
  }
}
