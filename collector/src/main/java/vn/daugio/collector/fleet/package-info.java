/** Who exists and who checks what. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.fleet;
