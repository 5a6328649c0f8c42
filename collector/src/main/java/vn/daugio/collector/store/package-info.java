/** All SQL, and the records it stores. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.store;
