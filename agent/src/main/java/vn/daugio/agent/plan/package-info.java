/** What, in which order: assignments from the plan, the configuration and this machine. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.plan;
