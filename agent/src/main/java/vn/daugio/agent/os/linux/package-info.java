/** Linux: files under /proc, /sys and /etc, and a few tools. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.os.linux;
