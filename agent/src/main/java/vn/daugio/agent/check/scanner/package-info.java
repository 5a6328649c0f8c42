/** Checks of the area scanner. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.scanner;
