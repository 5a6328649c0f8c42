/** Must a human know: pure decisions over transitions. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.incident;
