/** Reads what the command lines of devices say, by rules that are data. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.cli;
