/** Checks of servers over SSH. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.server;
