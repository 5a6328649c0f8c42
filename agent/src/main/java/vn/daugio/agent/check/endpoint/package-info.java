/** Checks of the area endpoint. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.endpoint;
