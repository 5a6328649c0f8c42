/** Tells Prometheus: samples are built from the state at scrape time. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.metrics;
