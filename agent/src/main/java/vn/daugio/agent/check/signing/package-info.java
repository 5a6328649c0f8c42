/** What a computer signs with: tokens, their libraries, helpers and certificates. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check.signing;
