/** Stages faults of lines in an office with two of them and compares what the agent says. */
@org.jspecify.annotations.NullMarked
package vn.daugio.acceptance.lines;
