package vn.daugio.agent.discover;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.daugio.protocol.Access;
import vn.daugio.protocol.Language;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.Wording;

/**
 * Proposals as list items to paste under {@code targets:}; everything else is a comment. What is
 * configured already, or of no known kind, is a comment altogether.
 */
public final class ProposalText {
  private final Properties words;

  public ProposalText(Language language) {
    this.words = Wording.load(ProposalText.class, "messages_" + language.code() + ".properties");
  }

  /**
   * @param allowed where it was looked
   */
  public String render(List<Proposal> proposals, Collection<Cidr> allowed) {
    StringBuilder text = new StringBuilder();
    comment(text, summary(proposals, allowed));
    List<Proposal> unknown = new ArrayList<>();
    for (Proposal proposal : proposals) {
      if (proposal.status() == Proposal.Status.NEW && !proposal.isIdentified()) {
        unknown.add(proposal);
      } else {
        render(text, proposal);
      }
    }
    for (Proposal proposal : unknown) {
      comment(text, say("unknown", Map.of("device", device(proposal.device()))));
      comment(text, item(proposal.items().get(0).target()));
    }
    return text.toString();
  }

  private String summary(List<Proposal> proposals, Collection<Cidr> allowed) {
    Map<String, String> facts = new HashMap<>();
    List<Proposal> identified =
        proposals.stream()
            .filter(one -> one.isIdentified() || one.status() != Proposal.Status.NEW)
            .toList();
    facts.put("networks", allowed.stream().map(Cidr::toString).collect(Collectors.joining(", ")));
    facts.put("total", Integer.toString(identified.size()));
    facts.put("unknown", Integer.toString(proposals.size() - identified.size()));
    facts.put("new", count(identified, Proposal.Status.NEW));
    facts.put("known", count(identified, Proposal.Status.KNOWN));
    facts.put("moved", count(identified, Proposal.Status.MOVED));
    return say("summary", facts);
  }

  private static String count(List<Proposal> proposals, Proposal.Status status) {
    return Long.toString(proposals.stream().filter(one -> one.status() == status).count());
  }

  private void render(StringBuilder text, Proposal proposal) {
    String device = device(proposal.device());
    if (proposal.status() == Proposal.Status.NEW) {
      comment(text, device);
    }
    for (Proposal.Item item : proposal.items()) {
      @Nullable Target configured = item.configured();
      String name = item.target().name();
      if (configured == null) {
        text.append("  ").append(item(item.target())).append('\n');
      } else if (item.status() == Proposal.Status.MOVED) {
        String before =
            Comparison.places(configured).stream()
                .map(place -> place.host())
                .distinct()
                .collect(Collectors.joining(", "));
        comment(text, say("moved", Map.of("name", name, "before", before, "device", device)));
        comment(text, item(item.target()));
      } else {
        comment(text, say("known", Map.of("name", name, "device", device)));
        String keys = missing(configured, item.target());
        if (!keys.isEmpty()) {
          comment(text, say("remember", Map.of("name", name, "keys", keys)));
        }
      }
    }
  }

  private static String missing(Target configured, Target found) {
    List<String> keys = new ArrayList<>();
    if (configured.serial() == null && configured.mac() == null) {
      identity(keys, found);
    }
    return String.join(", ", keys);
  }

  private String device(Device device) {
    Map<String, String> facts = new HashMap<>();
    Identity identity = device.identity();
    facts.put("model", identity.model() == null ? say("noModel", Map.of()) : identity.model());
    facts.put("serial", identity.serial() == null ? "" : identity.serial());
    facts.put("mac", identity.mac() == null ? "" : identity.mac());
    facts.put("address", device.address().getHostAddress());
    return say("device", facts);
  }

  private String say(String key, Map<String, String> facts) {
    return Wording.fill(words.getProperty(key, key), facts);
  }

  private static void comment(StringBuilder text, String line) {
    text.append("  # ").append(line).append('\n');
  }

  /** One line of YAML. */
  static String item(Target target) {
    List<String> keys = new ArrayList<>();
    keys.add("name: " + target.name());
    keys.add("kind: " + target.kind().code());
    add(keys, "address", target.address());
    for (Access access : target.access()) {
      if (access instanceof Access.Snmp snmp) {
        String community = snmp.community() == null ? "" : snmp.community();
        keys.add("snmp: {version: 2c, community: " + quoted(community) + "}");
      } else if (access instanceof Access.Ipp ipp) {
        add(keys, "ipp", ipp.uri());
      } else if (access instanceof Access.Escl escl) {
        add(keys, "escl", escl.url());
      } else if (access instanceof Access.Wsd wsd) {
        add(keys, "wsd", wsd.url());
      }
    }
    identity(keys, target);
    return keys.stream().collect(Collectors.joining(", ", "- {", "}"));
  }

  private static void identity(List<String> keys, Target target) {
    add(keys, "serial", target.serial());
    add(keys, "mac", target.mac());
  }

  private static void add(List<String> keys, String key, @Nullable String value) {
    if (value != null) {
      keys.add(key + ": " + quoted(value));
    }
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
