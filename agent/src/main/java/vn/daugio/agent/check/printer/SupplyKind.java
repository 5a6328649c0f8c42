package vn.daugio.agent.check.printer;

import java.util.OptionalLong;

/**
 * PrtMarkerSuppliesTypeTC (RFC 3805, IANA-PRINTER-MIB): the names are those of the registry, the
 * order is that of their numbers from 1.
 */
enum SupplyKind {
  OTHER("other", Use.PART),
  UNKNOWN("unknown", Use.MARKING),
  TONER("toner", Use.MARKING),
  WASTE_TONER("wasteToner", Use.WASTE),
  INK("ink", Use.MARKING),
  INK_CARTRIDGE("inkCartridge", Use.MARKING),
  INK_RIBBON("inkRibbon", Use.MARKING),
  WASTE_INK("wasteInk", Use.WASTE),
  OPC("opc", Use.PART),
  DEVELOPER("developer", Use.PART),
  FUSER_OIL("fuserOil", Use.PART),
  SOLID_WAX("solidWax", Use.MARKING),
  RIBBON_WAX("ribbonWax", Use.MARKING),
  WASTE_WAX("wasteWax", Use.WASTE),
  FUSER("fuser", Use.PART),
  CORONA_WIRE("coronaWire", Use.PART),
  FUSER_OIL_WICK("fuserOilWick", Use.PART),
  CLEANER_UNIT("cleanerUnit", Use.PART),
  FUSER_CLEANING_PAD("fuserCleaningPad", Use.PART),
  TRANSFER_UNIT("transferUnit", Use.PART),
  TONER_CARTRIDGE("tonerCartridge", Use.MARKING),
  FUSER_OILER("fuserOiler", Use.PART),
  WATER("water", Use.PART),
  WASTE_WATER("wasteWater", Use.WASTE),
  GLUE_WATER_ADDITIVE("glueWaterAdditive", Use.PART),
  WASTE_PAPER("wastePaper", Use.WASTE),
  BINDING_SUPPLY("bindingSupply", Use.PART),
  BANDING_SUPPLY("bandingSupply", Use.PART),
  STITCHING_WIRE("stitchingWire", Use.PART),
  SHRINK_WRAP("shrinkWrap", Use.PART),
  PAPER_WRAP("paperWrap", Use.PART),
  STAPLES("staples", Use.PART),
  INSERTS("inserts", Use.PART),
  COVERS("covers", Use.PART);

  private enum Use {
    /** Puts something on paper, or may do so. */
    MARKING,
    /** Lasts long, serves a finisher, or is no toner or ink in the words of the device. */
    PART,
    /** Collects what is left over. */
    WASTE
  }

  private final String registryName;
  private final Use use;

  SupplyKind(String registryName, Use use) {
    this.registryName = registryName;
    this.use = use;
  }

  String registryName() {
    return registryName;
  }

  boolean isWaste() {
    return use == Use.WASTE;
  }

  boolean isMarking() {
    return use == Use.MARKING;
  }

  /** A number that is absent or not in the registry is {@link #UNKNOWN}. */
  static SupplyKind of(OptionalLong number) {
    long value = number.orElse(0);
    return value >= 1 && value <= values().length ? values()[(int) value - 1] : UNKNOWN;
  }
}
