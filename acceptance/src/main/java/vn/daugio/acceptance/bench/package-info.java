/** Measures against peers in the same run. */
@org.jspecify.annotations.NullMarked
package vn.daugio.acceptance.bench;
