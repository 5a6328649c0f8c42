/** Delivers at least once, in order, politely. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.uplink;
