/** Scripted days: a small province on a virtual clock, its outages, and what the collector says. */
@org.jspecify.annotations.NullMarked
package vn.daugio.acceptance.days;
