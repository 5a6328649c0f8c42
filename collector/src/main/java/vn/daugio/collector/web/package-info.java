/** Pages and the JSON API. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.web;
