/** Checks of routers over SSH. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.router;
