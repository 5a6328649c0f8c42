/** Checks of the area wan: the dedicated State data network. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.wan;
