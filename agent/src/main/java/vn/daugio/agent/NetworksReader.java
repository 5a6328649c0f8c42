package vn.daugio.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.discover.Cidr;
import vn.daugio.agent.discover.KnownNetwork;
import vn.daugio.agent.discover.Permission;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Problems;

/** Reads {@code networks:}: where discovery may look around, and where it must not. */
final class NetworksReader {
  private static final Set<String> MARKS =
      Arrays.stream(KnownNetwork.Mark.values())
          .map(KnownNetwork.Mark::code)
          .collect(Collectors.toUnmodifiableSet());

  private NetworksReader() {}

  static List<KnownNetwork> read(ConfigMap parent, String key) {
    List<KnownNetwork> networks = new ArrayList<>();
    for (ConfigMap map : parent.maps(key)) {
      String text = map.text("cidr");
      @Nullable String code = map.optionalText("mark");
      @Nullable String community = map.optionalText("community");
      Optional<KnownNetwork.Mark> mark =
          Optional.ofNullable(code).flatMap(KnownNetwork.Mark::ofCode);
      if (code != null && mark.isEmpty()) {
        map.problems().unknownName(map.path() + ".mark", "mark", code, MARKS);
      }
      map.done();
      // a marked network is left alone, however large
      Optional<Cidr> cidr =
          text.isEmpty()
              ? Optional.empty()
              : cidr(map.problems(), map.path() + ".cidr", text, code != null);
      cidr.ifPresent(one -> networks.add(new KnownNetwork(one, mark.orElse(null), community)));
    }
    return networks;
  }

  /** Empty, with a problem, for what is no IPv4 network, or one too large to look around in. */
  static Optional<Cidr> cidr(Problems problems, String path, String text, boolean anySize) {
    Optional<Cidr> cidr = Cidr.parse(text);
    if (cidr.isEmpty()) {
      problems.add(path, "an IPv4 network like 192.168.1.0/24 is expected: " + text);
    } else if (!anySize && cidr.get().size() > Permission.MOST_HOSTS) {
      problems.add(path, "at most a /22 is looked around in, not " + text);
      return Optional.empty();
    }
    return cidr;
  }
}
