/**
 * What is checked and what a report is: the only thing that agent and collector share.
 *
 * <p>A change here is a change of the wire format: an old agent has to go on being understood, so
 * names and codes are only ever added.
 */
@org.jspecify.annotations.NullMarked
package vn.daugio.protocol;
