/** Checks of the area lan. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.lan;
