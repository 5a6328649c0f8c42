package vn.daugio.collector.office;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.daugio.collector.calendar.DayTable;
import vn.daugio.collector.calendar.OfficeCalendar;
import vn.daugio.collector.office.Office.Commune;
import vn.daugio.collector.office.Office.PlannedMachine;
import vn.daugio.collector.office.Office.Site;
import vn.daugio.protocol.ConfigException;
import vn.daugio.protocol.ConfigMap;
import vn.daugio.protocol.Demands;
import vn.daugio.protocol.Problems;
import vn.daugio.protocol.Target;
import vn.daugio.protocol.TargetReader;

/** Reads the plan file. All mistakes are told at once. */
public final class OfficeFile {
  private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern MACHINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");

  private final Problems problems = new Problems();
  private final Map<String, Target> systems = NationalSystems.load();
  private final Map<String, List<Contact>> contacts = new LinkedHashMap<>();
  private final List<Maintenance> maintenance = new ArrayList<>();

  private OfficeFile() {}

  /**
   * @throws ConfigException with all problems of the file
   */
  public static Office read(Path file) {
    return of(file.toString(), YamlFile.read(file));
  }

  /**
   * @param parsed what the YAML parser returned
   * @throws ConfigException with all problems
   */
  public static Office of(String name, @Nullable Object parsed) {
    OfficeFile reader = new OfficeFile();
    Office office = reader.province(ConfigMap.of("", parsed, reader.problems));
    reader.problems.throwIfAny(name);
    return office;
  }

  private Office province(ConfigMap root) {
    String province = root.text("province");
    checkCode("province", province);
    DayTable days = DaysOff.ofProvince(root);
    contacts("", root);
    List<Commune> communes = new ArrayList<>();
    ConfigMap map = root.map("communes");
    for (String code : map.keys()) {
      checkCode(map.path(), code);
      communes.add(commune(code, map.map(code), days));
    }
    if (communes.isEmpty()) {
      problems.add("communes", "names no commune");
    }
    root.done();
    return new Office(province, communes, new Contacts(contacts), maintenance);
  }

  private void contacts(String level, ConfigMap map) {
    List<Contact> read = ContactReader.read(map);
    if (!read.isEmpty()) {
      contacts.put(level, read);
    }
    maintenance.addAll(MaintenanceReader.read(level, map));
  }

  private Commune commune(String code, ConfigMap map, DayTable days) {
    String name = map.text("name");
    contacts(code, map);
    DayTable own = DaysOff.with(days, map);
    List<Site> sites = new ArrayList<>();
    ConfigMap siteMaps = map.map("sites");
    for (String siteCode : siteMaps.keys()) {
      checkCode(siteMaps.path(), siteCode);
      sites.add(site(code + "/" + siteCode, siteMaps.map(siteCode), own));
    }
    if (sites.isEmpty()) {
      problems.add(siteMaps.path(), "names no site");
    }
    map.done();
    return new Commune(code, name, sites);
  }

  private Site site(String id, ConfigMap map, DayTable days) {
    String name = map.text("name");
    String contact = map.text("contact");
    contacts(id, map);
    OfficeCalendar calendar =
        new OfficeCalendar(
            SessionReader.seasons(map), DaysOff.with(days, map), SessionReader.extra(map));
    List<PlannedMachine> machines = machines(map);
    List<Target> targets = new ArrayList<>(TargetReader.read(map, "targets"));
    targets.addAll(chosen(map));
    checkNames(map.path(), machines, targets);
    Office.Settings settings = SettingsReader.read(map, targets);
    map.done();
    return new Site(id, name, contact, calendar, machines, targets, settings);
  }

  private List<PlannedMachine> machines(ConfigMap site) {
    List<PlannedMachine> machines = new ArrayList<>();
    for (ConfigMap map : site.maps("machines")) {
      String code = map.text("code");
      if (!code.isEmpty() && !MACHINE.matcher(code).matches()) {
        problems.add(map.path() + ".code", "a code like OC-Q1-01 is expected, not '" + code + "'");
      }
      PlannedMachine machine =
          new PlannedMachine(
              code,
              map.textOr("role", ""),
              map.flag("prober", false),
              required(map),
              map.flag("exempt", false),
              map.optionalText("computer-name"));
      if (machine.exempt() && (machine.prober() || !machine.requires().isEmpty())) {
        problems.add(map.path(), "is exempt and gets no agent: it can neither ask nor be asked");
      }
      machines.add(machine);
      map.done();
    }
    return machines;
  }

  private List<String> required(ConfigMap machine) {
    List<String> devices = machine.texts("requires");
    for (String device : devices) {
      if (!Demands.DEVICES.contains(device)) {
        problems.unknownName(
            machine.path() + ".requires", "device", device, Set.copyOf(Demands.DEVICES));
      }
    }
    return devices;
  }

  private List<Target> chosen(ConfigMap site) {
    List<Target> targets = new ArrayList<>();
    for (String name : site.texts("systems")) {
      Target system = systems.get(name);
      if (system == null) {
        problems.unknownName(site.path() + ".systems", "system", name, systems.keySet());
      } else {
        targets.add(system);
      }
    }
    return targets;
  }

  private void checkNames(String path, List<PlannedMachine> machines, List<Target> targets) {
    Set<String> codes = new HashSet<>();
    int probers = 0;
    for (PlannedMachine machine : machines) {
      if (!machine.code().isEmpty() && !codes.add(machine.code())) {
        problems.add(path + ".machines", "a second machine has the code '" + machine.code() + "'");
      }
      probers += machine.prober() ? 1 : 0;
    }
    Set<String> names = new HashSet<>();
    Set<String> told = new HashSet<>();
    for (Target target : targets) {
      String name = target.name();
      if (codes.contains(name)) {
        problems.add(path + ".targets", "'" + name + "' is the code of a machine");
      }
      // two of targets: have been told by their own reader
      if (!names.add(name) && systems.containsKey(name) && told.add(name)) {
        problems.add(path + ".systems", "a second target is named '" + name + "'");
      }
    }
    if (probers > 1) {
      problems.add(path + ".machines", probers + " probers; one machine asks for the whole site");
    }
    if (probers == 0 && !targets.isEmpty()) {
      problems.add(path + ".machines", "none has prober: true, so nobody checks the targets");
    }
  }

  private void checkCode(String path, String code) {
    if (!code.isEmpty() && !CODE.matcher(code).matches()) {
      problems.add(path, "a code of a-z, 0-9 and - is expected, not '" + code + "'");
    }
  }
}
