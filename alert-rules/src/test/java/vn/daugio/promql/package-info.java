/**
 * Reads queries of Prometheus as far as a guard needs it: which families they ask, with which
 * labels, and what is compared with them. Serves the rules and the dashboards.
 */
@NullMarked
package vn.daugio.promql;

import org.jspecify.annotations.NullMarked;
