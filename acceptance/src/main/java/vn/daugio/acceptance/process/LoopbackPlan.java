package vn.daugio.acceptance.process;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan whose every target is on loopback: an agent that follows it sends nothing elsewhere. */
public final class LoopbackPlan {
  public static final String SITE = "thu-nghiem/tru-so";
  public static final String PROBER = "MAY-01";

  /** Watched every second or two, so that an agent has something to report all the time. */
  public static final String TEXT =
      """
      province: thu-nghiem
      communes:
        thu-nghiem:
          name: "Xã thử nghiệm"
          sites:
            tru-so:
              name: "Trụ sở"
              contact: "Tổ ứng cứu công nghệ"
              machines: [{code: MAY-01, role: "máy chạy thử", prober: true}]
              targets:
                - {name: gateway, kind: gateway, address: "127.0.0.1"}
                - name: duong-chinh
                  kind: link
                  gateway: "127.0.0.1"
                  resolvers: ["127.0.0.1:9"]
                  destinations:
                    - {name: here, scope: domestic, address: "127.0.0.1", port: 9}
              every: {lan.gateway: 1s, internet.link: 2s, internet.dns: 2s, lan.interface: 1s}
              ntp: ["127.0.0.1:9"]
      """;

  /** The same at the usual cadence. */
  public static final String CALM =
      TEXT.lines()
          .filter(line -> !line.strip().startsWith("every:"))
          .collect(Collectors.joining("\n", "", "\n"));

  private LoopbackPlan() {}

  /** The same with more targets, each a line of YAML such as {@code {name: n, kind: printer}}. */
  public static String with(String... targets) {
    String items =
        Stream.of(targets).map(one -> "          - " + one + "\n").collect(Collectors.joining());
    return TEXT.replace("targets:\n", "targets:\n" + items);
  }
}
