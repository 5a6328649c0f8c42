package vn.daugio.agent.check.printer;

import java.util.OptionalDouble;

/**
 * One supply of a printer as the device itself describes it.
 *
 * @param index {@code hrDeviceIndex.prtMarkerSuppliesIndex}, unique in the printer
 * @param name the device's description, cleaned, at most 64 characters, never empty
 * @param kind {@link SupplyKind} name; {@code unknown} where the device does not say
 * @param color lower case colorant; empty where the supply has none
 * @param receptacle true for something that fills up: its level is the space left
 * @param state what the device knows of the level
 * @param ratio level / capacity, 0..1; present exactly for OK, LOW and EMPTY
 */
record Supply(
    String index,
    String name,
    SupplyKind kind,
    String color,
    boolean receptacle,
    SupplyState state,
    OptionalDouble ratio) {

  String className() {
    return receptacle ? "receptacle" : "consumed";
  }
}
