/** Working days and hours, as data. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.calendar;
