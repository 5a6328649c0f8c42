package vn.daugio.agent.probe;

import java.util.Optional;

/**
 * A document that a device gave with status 200.
 *
 * @param body whole, at most 256 KB
 * @param certificate the SHA-256 of the certificate it showed, as hexadecimal text; empty for http
 */
record DeviceAnswer(String body, Optional<String> certificate) {}
