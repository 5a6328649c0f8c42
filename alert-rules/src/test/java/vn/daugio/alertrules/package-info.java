/**
 * Holds the rules of this module to what they promise: they load, each is tried by promtool in
 * every way that matters, and they use only what the collector has.
 */
@NullMarked
package vn.daugio.alertrules;

import org.jspecify.annotations.NullMarked;
