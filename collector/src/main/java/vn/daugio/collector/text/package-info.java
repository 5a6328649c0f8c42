/** The words of pages, notices and reports, in Vietnamese and English. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.text;
