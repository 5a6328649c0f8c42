/** This machine's facts, and all execution of commands. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.os;
