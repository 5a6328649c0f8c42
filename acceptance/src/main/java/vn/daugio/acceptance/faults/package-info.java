/** Kills agent and collector at random moments under load, then counts what is lost. */
@org.jspecify.annotations.NullMarked
package vn.daugio.acceptance.faults;
