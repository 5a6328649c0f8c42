package vn.daugio.agent.probe;

import java.util.List;
import java.util.Optional;

/**
 * What a device says of itself over WS-Transfer (Devices Profile for Web Services, section 5).
 *
 * @param model maker and model, as far as given
 * @param serial for people
 * @param scanners URLs of its WS-Scan services
 */
public record WsMetadata(Optional<String> model, Optional<String> serial, List<String> scanners) {
  public WsMetadata {
    scanners = List.copyOf(scanners);
  }
}
