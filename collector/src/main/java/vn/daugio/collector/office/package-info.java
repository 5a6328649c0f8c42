/** Where things stand: province, communes, sites, machines and targets, read from the plan file. */
@org.jspecify.annotations.NullMarked
package vn.daugio.collector.office;
