package vn.daugio.agent.probe;

import org.snmp4j.Snmp;

/** The one socket of all SNMP requests, and what comes in beside their answers. */
record SnmpSession(Snmp snmp, SnmpStrays strays) {}
