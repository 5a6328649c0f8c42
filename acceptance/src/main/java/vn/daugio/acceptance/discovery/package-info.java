/** A link with devices on it, for what looks around there. */
@org.jspecify.annotations.NullMarked
package vn.daugio.acceptance.discovery;
