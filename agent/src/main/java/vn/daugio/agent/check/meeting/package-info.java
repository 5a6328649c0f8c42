/** Checks of the area meeting. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.meeting;
