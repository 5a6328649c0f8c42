/** The door: reports come in here, in one transaction each. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.ingest;
