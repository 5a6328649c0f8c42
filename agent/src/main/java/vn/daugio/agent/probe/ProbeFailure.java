package vn.daugio.agent.probe;

/** How an exchange with a target can fail. A check may turn one into FAIL or WARN. */
public enum ProbeFailure {
  /** No route, or the host said that nobody is there. */
  UNREACHABLE,
  /** Nothing came back in time. For SNMP: "not asked", never a state of the device. */
  TIMED_OUT,
  /** It answered for as long as there was time, or then fell silent: what was read is no whole. */
  INCOMPLETE,
  /** The host answered that nobody listens on this port. */
  REFUSED,
  AUTH_REJECTED,
  /** An answer came that the protocol does not allow, or that is larger than our bounds. */
  MALFORMED,
  /** This agent or the target does not speak what was asked for. */
  UNSUPPORTED
}
