/** Windows: what is read through documented interfaces; kept thin. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.os.windows;
