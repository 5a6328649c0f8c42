/** Proposes targets: what answers in the networks of an office, and what of it is configured. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.discover;
