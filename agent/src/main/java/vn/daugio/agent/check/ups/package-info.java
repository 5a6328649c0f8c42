/** Checks of what feeds the office when the mains are gone. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.ups;
