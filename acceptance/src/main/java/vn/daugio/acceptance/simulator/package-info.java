/** Simulated devices: printers over SNMP, scanners over eSCL, from data files of our own. */
@org.jspecify.annotations.NullMarked
package vn.daugio.acceptance.simulator;
