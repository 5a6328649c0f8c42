package vn.daugio.agent.probe;

import java.util.List;
import java.util.Optional;

/**
 * What an IPP service answered.
 *
 * @param status RFC 8011 appendix B; 0x0000..0x00ff are successes
 * @param groups of printers and jobs, in their order
 * @param certificate SHA-256 of the device's certificate, hexadecimal; empty without TLS
 */
public record IppAnswer(int status, List<IppGroup> groups, Optional<String> certificate) {
  public boolean isSuccess() {
    return status <= 0xff;
  }

  /** Without attributes where it told none. */
  public IppGroup printer() {
    return groups.stream()
        .filter(group -> group.tag() == IppGroup.PRINTER)
        .findFirst()
        .orElse(IppGroup.EMPTY);
  }

  /** All of them, where several were asked for. */
  public List<IppGroup> printers() {
    return groups.stream().filter(group -> group.tag() == IppGroup.PRINTER).toList();
  }

  public List<IppGroup> jobs() {
    return groups.stream().filter(group -> group.tag() == IppGroup.JOB).toList();
  }
}
