/**
 * The agent's wiring: command line, configuration, and the one place that knows the order of
 * stages.
 */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent;
