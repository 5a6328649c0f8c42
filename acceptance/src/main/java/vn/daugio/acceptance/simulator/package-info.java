/**
 * Simulated devices: printers over SNMP, scanners over eSCL and WS-Scan, from data files of our
 * own.
 */
@org.jspecify.annotations.NullMarked
package vn.daugio.acceptance.simulator;
