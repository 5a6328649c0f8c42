/** Checks of the area internet. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.internet;
