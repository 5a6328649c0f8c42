/** The real agent against the real collector and real peers, and the simulators for that. */
@org.jspecify.annotations.NullMarked
package vn.daugio.acceptance;
