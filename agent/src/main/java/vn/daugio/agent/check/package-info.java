/** One judgement on one target, now; deadline, timing and every exception are the runner's. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.check;
