/** Tells the office each morning: the rows of the morning sheet. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.sheet;
