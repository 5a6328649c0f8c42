package vn.daugio.collector.sheet;

/**
 * How much of the office was looked at.
 *
 * @param reported machines that reported on the day
 * @param expected planned and enrolled machines
 */
public record Coverage(int reported, int expected) {}
