/** Checks of the area system. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.system;
