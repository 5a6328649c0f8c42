package vn.daugio.dashboards;

import java.util.List;

/** All dashboards, in the order in which one reads them. */
final class Boards {
  private Boards() {}

  static List<Board> all() {
    return List.of(
        ProvinceBoard.board(),
        CommuneBoard.board(),
        IncidentBoard.board(),
        LineBoard.board(),
        DeviceBoard.board(),
        ProtectionBoard.board(),
        ServiceBoard.board());
  }
}
