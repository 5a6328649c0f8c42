/** Checks of devices that are only asked whether they are there. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.network;
