/**
 * Survives an outage and a kill at any byte: what was put together is kept until it is delivered.
 */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.spool;
