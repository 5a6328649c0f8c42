/** When: cadences, the rounds around the opening hours, a stable slot per machine. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.schedule;
