package vn.daugio.protocol;

import static vn.daugio.protocol.CheckSpec.check;

/**
 * The properties of the check types of a computer's own hardening, level 2 of the basic
 * requirements; what they judge changes slowly, so that only the rounds run them.
 */
final class EndpointSpecs {
  private EndpointSpecs() {}

  static CheckSpec firewall() {
    return check("endpoint.firewall", TargetKind.MACHINE, Layer.MACHINE, HandbookLine.PROTECTION);
  }
}
