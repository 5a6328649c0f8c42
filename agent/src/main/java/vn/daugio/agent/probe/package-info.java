/** Bytes on the wire, no opinion: a probe returns what was said or throws a ProbeException. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.probe;
