package vn.daugio.agent.os.windows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.daugio.agent.os.Deadline;
import vn.daugio.agent.os.NotPermittedException;
import vn.daugio.agent.os.Scanners;

/** Windows Image Acquisition and its devices; it was not run on Windows. */
final class WindowsScanners implements Scanners {
  private static final int RUNNING = 4;
  private static final int START_BY_DEMAND = 3;

  /** CM_PROB_PHANTOM: it was there once. */
  private static final int NOT_CONNECTED = 45;

  private final Supplier<WindowsPrinting> facts;

  WindowsScanners(Supplier<WindowsPrinting> facts) {
    this.facts = facts;
  }

  @Override
  public Reading read(Deadline deadline) throws NotPermittedException {
    WindowsPrinting now = facts.get();
    if (now.devices() == null && now.isDenied("devices")) {
      throw new NotPermittedException("devices");
    }
    List<Scanner> found = new ArrayList<>();
    if (now.devices() != null) {
      for (WindowsPrinting.Device device : now.devices()) {
        if ("image".equals(device.kind()) && device.problem() != NOT_CONNECTED) {
          found.add(new Scanner(model(device), device.problem() == 0));
        }
      }
    }
    return new Reading(service(now), now.devices() != null, found);
  }

  /** Stopped is as it should be while it starts by demand. */
  private static Service service(WindowsPrinting now) {
    @Nullable Integer status = now.imaging();
    @Nullable Integer start = now.imagingStart();
    if (status == null && start == null) {
      return Service.ABSENT;
    }
    boolean ready =
        (status != null && status == RUNNING) || (start != null && start == START_BY_DEMAND);
    return ready ? Service.READY : Service.STOPPED;
  }

  private static String model(WindowsPrinting.Device device) {
    @Nullable String vendor = device.vendor();
    @Nullable String product = device.product();
    boolean usb = vendor != null && product != null && (vendor + product).matches("[0-9a-f]{8}");
    return usb ? vendor + ":" + product : "network";
  }
}
