/**
 * Grafana's dashboards, generated: each is described once, without words, and written in each
 * language.
 */
@org.jspecify.annotations.NullMarked
package vn.daugio.dashboards;
