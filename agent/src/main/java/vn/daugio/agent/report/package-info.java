/** Results to a report. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.report;
