/** The built programs as child processes, started and ended by their own handles. */
@org.jspecify.annotations.NullMarked
package vn.daugio.acceptance.process;
