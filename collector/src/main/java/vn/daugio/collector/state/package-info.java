/** One subject over time: pure functions, no clock, no store. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.state;
