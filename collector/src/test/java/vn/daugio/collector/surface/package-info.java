/** An office, its rows and a small service for the tests of what the collector shows. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.surface;
