/** Checks of the area computer. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.computer;
