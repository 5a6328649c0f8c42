/** Stages outages in the simulated office and compares what was judged and told. */
@org.jspecify.annotations.NullMarked
package vn.daugio.acceptance.outages;
