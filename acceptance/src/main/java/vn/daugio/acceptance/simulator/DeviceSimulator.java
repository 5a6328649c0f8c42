package vn.daugio.acceptance.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Serves devices from {@link DeviceFile}s, the first at the given ports and each further one at the
 * next: SNMP for all, eSCL at {@code /eSCL/} and WS-Scan at {@code /wsd/scan} for those that have
 * documents. Control: see {@link HttpServers#control}.
 */
public final class DeviceSimulator implements AutoCloseable {
  private static final String USAGE =
      "--bind ADDRESS --snmp-port N --http-port N --control-port N --device FILE-OR-NAME …";

  private final List<SimulatedDevice> devices = new ArrayList<>();
  private final List<SnmpServer> snmpServers = new ArrayList<>();
  private final List<HttpServer> httpServers = new ArrayList<>();
  private final Map<String, Integer> snmpPorts = new HashMap<>();
  private final Map<String, Integer> httpPorts = new HashMap<>();
  private final List<String> serving = new ArrayList<>();
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(
          4,
          task -> {
            Thread thread = new Thread(task, "simulator");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param bind address for SNMP and eSCL; the control is always on loopback
   * @param snmpPort UDP port of the first device; 0 for any free ones
   * @param httpPort TCP port of the first device; 0 for any free ones
   * @param controlPort 0 for any free one
   * @param deviceFiles paths or names of bundled devices
   */
  public record Options(
      String bind, int snmpPort, int httpPort, int controlPort, List<String> deviceFiles) {
    static Options parse(String[] args) {
      String bind = "127.0.0.1";
      int snmpPort = 1161;
      int httpPort = 16310;
      int controlPort = 0;
      List<String> files = new ArrayList<>();
      for (int i = 0; i + 1 < args.length; i += 2) {
        String value = args[i + 1];
        switch (args[i]) {
          case "--bind" -> bind = value;
          case "--snmp-port" -> snmpPort = Integer.parseInt(value);
          case "--http-port" -> httpPort = Integer.parseInt(value);
          case "--control-port" -> controlPort = Integer.parseInt(value);
          case "--device" -> files.add(value);
          default -> throw new IllegalArgumentException(args[i]);
        }
      }
      if (files.isEmpty() || args.length % 2 != 0) {
        throw new IllegalArgumentException("no device");
      }
      return new Options(bind, snmpPort, httpPort, controlPort, files);
    }
  }

  private DeviceSimulator() {}

  /** Starts serving. */
  public static DeviceSimulator start(Options options) throws IOException {
    DeviceSimulator simulator = new DeviceSimulator();
    try {
      simulator.serve(options);
      return simulator;
    } catch (IOException e) {
      simulator.close();
      throw e;
    }
  }

  private void serve(Options options) throws IOException {
    InetAddress address = InetAddress.getByName(options.bind());
    for (String file : options.deviceFiles()) {
      SimulatedDevice device = DeviceFile.read(file);
      int snmpPort = options.snmpPort() == 0 ? 0 : options.snmpPort() + devices.size();
      int httpPort = options.httpPort() == 0 ? 0 : options.httpPort() + devices.size();
      devices.add(device);
      if (!device.values().isEmpty()) {
        SnmpServer server = new SnmpServer(device, address, snmpPort, executor);
        snmpServers.add(server);
        snmpPorts.put(device.name(), server.port());
        serving.add(
            device.name()
                + (": SNMP udp " + options.bind() + ":" + server.port())
                + (" community " + device.community()));
      }
      if (device.hasDocuments()) {
        HttpServer server = HttpServers.scanner(device, address, httpPort, executor);
        httpServers.add(server);
        httpPorts.put(device.name(), server.getAddress().getPort());
        serving.add(
            device.name()
                + (device.document(HttpServers.WSD) == null ? ": eSCL" : ": WS-Scan")
                + (" http://" + options.bind() + ":" + server.getAddress().getPort())
                + (device.document(HttpServers.WSD) == null ? "/eSCL" : HttpServers.WSD));
      }
    }
    HttpServer control = HttpServers.control(devices, options.controlPort(), executor);
    httpServers.add(control);
    serving.add("control: http://127.0.0.1:" + control.getAddress().getPort());
  }

  /** One line for each thing that is served, and where. */
  public List<String> serving() {
    return List.copyOf(serving);
  }

  /** By the name of its file, without {@code .device}. */
  public SimulatedDevice device(String name) {
    return devices.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  /** All of them, in the order of the options; one file may be served several times. */
  public List<SimulatedDevice> devices() {
    return List.copyOf(devices);
  }

  /** The UDP ports of those that speak SNMP, in the same order. */
  public List<Integer> snmpPorts() {
    return snmpServers.stream().map(SnmpServer::port).toList();
  }

  /** The UDP port of a device that speaks SNMP. */
  public int snmpPort(String name) {
    return Objects.requireNonNull(snmpPorts.get(name), name);
  }

  /** The TCP port of a device that speaks eSCL or WS-Scan. */
  public int httpPort(String name) {
    return Objects.requireNonNull(httpPorts.get(name), name);
  }

  @Override
  public void close() throws IOException {
    for (SnmpServer server : snmpServers) {
      server.close();
    }
    httpServers.forEach(server -> server.stop(0));
    executor.shutdownNow();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Options options;
    try {
      options = Options.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println("usage: " + USAGE + " (" + e.getMessage() + ")");
      System.exit(2);
      return;
    }
    start(options).serving().forEach(System.out::println);
    // its threads are daemons; SIGTERM ends the process
    new CountDownLatch(1).await();
  }
}
