/** Tells people: notices leave the outbox through one class per channel. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.notify;
