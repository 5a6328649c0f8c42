/** The collector's wiring: configuration, commands, and the service. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector;
