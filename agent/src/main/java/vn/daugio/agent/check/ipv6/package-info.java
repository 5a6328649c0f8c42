/** Checks of the area ipv6. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.ipv6;
