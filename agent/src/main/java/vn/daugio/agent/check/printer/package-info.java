/** Checks of the area printer. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.printer;
