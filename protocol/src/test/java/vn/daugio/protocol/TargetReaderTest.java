package vn.daugio.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetReaderTest {
  private static List<String> problems(Map<String, Object> target) {
    Problems problems = new Problems();
    TargetReader.read(ConfigMap.of("", Map.of("targets", List.of(target)), problems), "targets");
    return problems.lines();
  }

  private static Target read(Map<String, Object> target) {
    Problems problems = new Problems();
    List<Target> targets =
        TargetReader.read(
            ConfigMap.of("", Map.of("targets", List.of(target)), problems), "targets");
    assertThat(problems.lines()).isEmpty();
    return targets.get(0);
  }

  @Test
  void readsTheKindsOfTheContract() {
    assertThat(
            read(
                Map.of(
                    "name", "may-in-q1",
                    "kind", "printer",
                    "address", "127.0.0.1:1161",
                    "snmp", Map.of("version", "2c", "community", "public"))))
        .isEqualTo(
            new Target(
                "may-in-q1",
                TargetKind.PRINTER,
                "127.0.0.1:1161",
                null,
                List.of(new Access.Snmp("2c", "public", null, null, null))));
    assertThat(read(Map.of("name", "l", "kind", "link", "gateway", "192.168.1.1")).access())
        .containsExactly(Access.Line.plain("192.168.1.1", null, List.of(), List.of()));
    assertThat(
            read(Map.of(
                    "name", "d",
                    "kind", "system",
                    "url", "https://dichvucong.gov.vn",
                    "expect", Map.of("status", "200,302", "text", "Cổng")))
                .access())
        .containsExactly(Access.Web.plain("https://dichvucong.gov.vn", "200,302", "Cổng", null));
    assertThat(
            read(Map.of(
                    "name", "p3",
                    "kind", "printer",
                    "address", "192.168.1.31",
                    "snmp",
                        Map.of(
                            "version",
                            3,
                            "user",
                            "giamsat",
                            "auth",
                            Map.of("protocol", "SHA256", "password-file", "a"),
                            "priv",
                            Map.of("protocol", "AES128", "password-file", "p"))))
                .access())
        .containsExactly(
            new Access.Snmp(
                "3",
                null,
                "giamsat",
                new Access.SnmpSecret("SHA256", "a"),
                new Access.SnmpSecret("AES128", "p")));
  }

  @Test
  void readsWhatTellsLinesApart() {
    assertThat(
            read(Map.of(
                    "name", "du-phong",
                    "kind", "link",
                    "role", "backup",
                    "source", "192.168.1.11",
                    "source6", "2001:db8::11",
                    "echo", "http://198.51.100.1/ip",
                    "pages",
                        List.of(
                            Map.of("url", "http://198.51.100.1/", "status", 204),
                            Map.of("url", "http://x.vn/", "text", "OK", "location", "http://y/"))))
                .access())
        .containsExactly(
            new Access.Line(
                null,
                "192.168.1.11",
                List.of(),
                List.of(),
                new Access.LineDetail(
                    "backup",
                    "2001:db8::11",
                    List.of(
                        new Access.Page("http://198.51.100.1/", 204, null, null),
                        new Access.Page("http://x.vn/", 200, "OK", "http://y/")),
                    "http://198.51.100.1/ip")));
    assertThat(problems(Map.of("name", "a", "kind", "link", "role", "backup")))
        .containsExactly("targets[0].source: is missing; a backup line needs it");
    assertThat(problems(Map.of("name", "a", "kind", "link", "role", "tslcd")))
        .containsExactly("targets[0].gateway: is missing; the State network needs it");
    assertThat(problems(Map.of("name", "a", "kind", "link", "role", "spare")))
        .containsExactly("targets[0].role: unknown role 'spare'; known roles: backup, main, tslcd");
    assertThat(problems(Map.of("name", "a", "kind", "link", "echo", "https://x.vn/")))
        .containsExactly("targets[0].echo: an address with http:// is expected: https://x.vn/");
  }

  @Test
  void everyMistakeHasItsLine() {
    assertThat(problems(Map.of("name", "a b", "kind", "device", "address", "x")))
        .containsExactly("targets[0].name: a code of letters, digits and . _ - is expected: a b");
    assertThat(problems(Map.of("name", "a", "kind", "fridge", "address", "x")))
        .containsExactly(
            "targets[0].kind: unknown kind 'fridge'; known kinds: access-point, camera, device,"
                + " folder, gateway, link, mail, meeting, printer, router, scanner, server, switch,"
                + " system, ups");
    assertThat(problems(Map.of("name", "a", "kind", "machine", "address", "x")))
        .singleElement()
        .asString()
        .startsWith("targets[0].kind: unknown kind 'machine'");
    assertThat(problems(Map.of("name", "a", "kind", "device", "address", "x:y:z")))
        .containsExactly("targets[0].address: host or host:port is expected: x:y:z");
    assertThat(problems(Map.of("name", "a", "kind", "device")))
        .containsExactly("targets[0]: says no way to reach it: address, snmp, ipp, escl, url, …");
    assertThat(problems(Map.of("name", "a", "kind", "printer", "snmp", Map.of("community", "c"))))
        .containsExactly("targets[0].address: is missing; snmp needs it");
    assertThat(
            problems(
                Map.of(
                    "name", "a",
                    "kind", "printer",
                    "address", "x",
                    "snmp",
                        Map.of(
                            "version",
                            "3",
                            "user",
                            "u",
                            "auth",
                            Map.of("protocol", "CRC", "password-file", "f"),
                            "priv",
                            Map.of("protocol", "DES", "password-file", "f")))))
        .containsExactly(
            "targets[0].snmp.auth.protocol: MD5, SHA, SHA1, SHA224, SHA256, SHA384, SHA512"
                + " is expected, not 'CRC'",
            "targets[0].snmp.priv.protocol: AES, AES128, AES192, AES256 is expected, not 'DES'");
    assertThat(problems(Map.of("name", "a", "kind", "scanner", "escl", "ftp://x/eSCL")))
        .containsExactly(
            "targets[0].escl: an address with http:// or https:// is expected: ftp://x/eSCL");
    assertThat(problems(Map.of("name", "a", "kind", "scanner", "wsd", "wsd://x/scan")))
        .containsExactly(
            "targets[0].wsd: an address with http:// or https:// is expected: wsd://x/scan");
    assertThat(problems(Map.of("name", "a", "kind", "folder", "smb", "smb://x/quet")))
        .containsExactly("targets[0].account: is missing", "targets[0].password-file: is missing");
    assertThat(problems(Map.of("name", "a", "kind", "device", "address", "x", "line", "kitchen")))
        .containsExactly("targets[0].line: unknown sheet line 'kitchen'");
    assertThat(
            problems(
                Map.of(
                    "name", "a",
                    "kind", "system",
                    "url", "https://x.vn",
                    "expect", Map.of("status", "ok"))))
        .containsExactly(
            "targets[0].expect.status: codes like 200, 200-403 or 200,302 are expected");
    assertThat(problems(Map.of("name", "a", "kind", "device", "address", "x", "adress", "y")))
        .containsExactly("targets[0]: unknown key 'adress'; did you mean 'address'?");
  }

  @Test
  void aUpsBehindNutAndACameraOverRtsp() {
    assertThat(problems(Map.of("name", "u", "kind", "ups", "nut", "nut://192.168.1.5/ups")))
        .isEmpty();
    assertThat(problems(Map.of("name", "u", "kind", "ups", "nut", "http://192.168.1.5/ups")))
        .containsExactly(
            "targets[0].nut: an address with nut:// is expected: http://192.168.1.5/ups");
    assertThat(problems(Map.of("name", "c", "kind", "camera", "rtsp", "rtsp://192.168.1.64/ch1")))
        .isEmpty();
    assertThat(problems(Map.of("name", "c", "kind", "camera", "rtsp", "192.168.1.64")))
        .containsExactly("targets[0].rtsp: an address with rtsp:// is expected: 192.168.1.64");
    Access.Rtsp camera = new Access.Rtsp("rtsp://xem:bi-mat@192.168.1.64/ch1");
    assertThat(camera).hasToString("Rtsp[url=rtsp://192.168.1.64/ch1]");
  }

  private static Map<String, Object> wifi(String kind, Map<String, Object> more) {
    Map<String, Object> target = new java.util.HashMap<>(more);
    target.putAll(Map.of("name", "wifi", "kind", kind, "address", "10.9.0.1"));
    return target;
  }

  @Test
  void aNetworkForGuests() {
    Map<String, Object> guest =
        Map.of("source", "10.9.0.23", "staff", List.of("192.168.1.1:80", "192.168.1.10"));
    Map<String, Object> all =
        Map.of("portal", "http://10.9.0.1/", "portal-text", "Xã Đại Đồng", "guest", guest);
    assertThat(read(wifi("access-point", all)).access())
        .containsExactly(
            new Access.Guest(
                "http://10.9.0.1/",
                "Xã Đại Đồng",
                "10.9.0.23",
                List.of("192.168.1.1:80", "192.168.1.10")));
    assertThat(read(wifi("router", Map.of("portal", "http://10.9.0.1/"))).access())
        .containsExactly(new Access.Guest("http://10.9.0.1/", null, null, List.of()));
    assertThat(problems(wifi("printer", Map.of("ipp", "ipp://10.9.0.1/", "guest", guest))))
        .containsExactly("targets[0]: only an access-point or a router has a network for guests");
    assertThat(
            problems(
                wifi(
                    "access-point",
                    Map.of(
                        "portal-text",
                        "x",
                        "guest",
                        Map.of("source", "khach", "staff", List.of("may-chu:80"), "from", "x")))))
        .containsExactly(
            "targets[0].portal: is missing; portal-text needs it",
            "targets[0].guest.source: an IP address is expected: khach",
            "targets[0].guest.staff: an IP address with or without port is expected: may-chu:80",
            "targets[0].guest: unknown key 'from'; known keys: source, staff");
    assertThat(
            problems(
                wifi(
                    "access-point",
                    Map.of(
                        "portal",
                        "https://10.9.0.1/",
                        "guest",
                        Map.of("source", "10.9.0.23", "staff", List.of())))))
        .containsExactly(
            "targets[0].portal: an address with http:// is expected: https://10.9.0.1/",
            "targets[0].guest.staff: 1 to 6 are expected");
  }

  @Test
  void leaveToLookAround() {
    Map<String, Object> where =
        Map.of("networks", List.of("192.168.1.0/24"), "never", List.of("10.0.0.0/8"));
    assertThat(read(Map.of("name", "gateway", "kind", "gateway", "discover", where)).access())
        .containsExactly(new Access.Discover(List.of("192.168.1.0/24"), List.of("10.0.0.0/8")));
    assertThat(
            problems(
                Map.of(
                    "name", "sw", "kind", "switch", "address", "192.168.1.2", "discover", where)))
        .containsExactly("targets[0]: discover is a key of a gateway");
    assertThat(
            problems(
                Map.of(
                    "name",
                    "gateway",
                    "kind",
                    "gateway",
                    "discover",
                    Map.of(
                        "networks",
                        List.of("192.168.0.0/16", "192.168.1.0", "192.168.300.0/24"),
                        "never",
                        List.of("10/8")))))
        .containsExactly(
            "targets[0].discover.networks: at most a /22 is looked around in, not 192.168.0.0/16",
            "targets[0].discover.networks: an IPv4 network like 192.168.1.0/24 is expected:"
                + " 192.168.1.0",
            "targets[0].discover.networks: an IPv4 network like 192.168.1.0/24 is expected:"
                + " 192.168.300.0/24",
            "targets[0].discover.never: an IPv4 network like 192.168.1.0/24 is expected: 10/8");
    assertThat(problems(Map.of("name", "g", "kind", "gateway", "discover", Map.of())))
        .containsExactly("targets[0].discover.networks: 1 to 4 are expected");
  }

  private static Map<String, Object> server(Map<String, Object> ssh) {
    return Map.of("name", "s", "kind", "server", "ssh", ssh);
  }

  @Test
  void whatGoesIntoACommandOverSshIsAPathAndNothingElse() {
    Map<String, Object> good = new java.util.HashMap<>();
    good.putAll(Map.of("address", "192.168.1.5", "user", "giamsat", "key-file", "k"));
    good.putAll(Map.of("flavor", "linux", "backup", "/srv/sao-luu/*.dump"));
    good.put("host-key", "SHA256:" + "a".repeat(43));
    assertThat(problems(server(good))).isEmpty();
    for (String path : List.of("srv", "/a b", "/a;reboot", "/$(id)", "/a\nb", "/`id`", "/a'")) {
      good.put("backup", path);
      assertThat(problems(server(good)))
          .containsExactly(
              "targets[0].ssh.backup: a path from / of letters, digits and . _ - * is expected: "
                  + path);
    }
    assertThat(
            problems(
                server(
                    Map.of("address", "a b", "user", "u", "flavor", "linus", "host-key", "MD5:x"))))
        .containsExactly(
            "targets[0].ssh.address: host or host:port is expected: a b",
            "targets[0].ssh.flavor: unknown flavor 'linus'; did you mean 'linux'?",
            "targets[0].ssh: needs key-file or password-file",
            "targets[0].ssh.host-key: SHA256:… as ssh-keygen -l shows is expected");
  }

  @Test
  void theSheetLineOfACheckFollowsTheKindOfTheTarget() {
    CheckType reachable = CheckType.DEVICE_REACHABLE;
    assertThat(reachable.line(TargetKind.DEVICE)).isEqualTo(HandbookLine.COUNTER_DEVICES);
    assertThat(reachable.line(TargetKind.SWITCH)).isEqualTo(HandbookLine.NETWORK_BOXES);
    assertThat(reachable.line(TargetKind.UPS)).isEqualTo(HandbookLine.POWER);
    assertThat(reachable.judges(TargetKind.CAMERA)).isFalse();
    assertThat(CheckType.SWITCH_PORTS.judges(TargetKind.ACCESS_POINT)).isTrue();
  }

  @Test
  void twoTargetsMustNotShareAName() {
    Problems problems = new Problems();
    Map<String, Object> one = Map.of("name", "a", "kind", "device", "address", "x");
    TargetReader.read(ConfigMap.of("", Map.of("targets", List.of(one, one)), problems), "targets");
    assertThat(problems.lines()).containsExactly("targets[1]: a second target is named 'a'");
  }

  @Test
  void whatCannotBeAskedIsAMistakeOfTheFileAndNoStateOfADevice() {
    assertThat(problems(Map.of("name", "l", "kind", "link", "source", "300.1.1.1")))
        .containsExactly("targets[0].source: an IP address is expected: 300.1.1.1");
    assertThat(problems(Map.of("name", "l", "kind", "link", "gateway", "not an ip")))
        .containsExactly("targets[0].gateway: an IP address is expected: not an ip");
    assertThat(problems(Map.of("name", "l", "kind", "link", "resolvers", List.of("dns.example"))))
        .containsExactly("targets[0].resolvers: an IP address is expected: dns.example");
    for (String status : List.of("403-200", "099", "200-600", "abc")) {
      assertThat(
              problems(
                  Map.of(
                      "name", "s",
                      "kind", "system",
                      "url", "http://127.0.0.1/",
                      "expect", Map.of("status", status))))
          .containsExactly(
              "targets[0].expect.status: codes like 200, 200-403 or 200,302 are expected");
    }
    assertThat(problems(Map.of("name", "s", "kind", "system", "url", "http://127.0.0.1:99999/")))
        .containsExactly(
            "targets[0].url: an address with http:// or https:// is expected:"
                + " http://127.0.0.1:99999/");
    assertThat(problems(Map.of("name", "p", "kind", "printer", "address", "127.0.0.1")))
        .containsExactly("targets[0]: a printer needs snmp or ipp");
    assertThat(problems(Map.of("name", "p", "kind", "printr", "address", "127.0.0.1")))
        .containsExactly("targets[0].kind: unknown kind 'printr'; did you mean 'printer'?");
  }
}
