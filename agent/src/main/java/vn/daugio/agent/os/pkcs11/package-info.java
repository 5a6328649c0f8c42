/** Public objects of signing tokens, read in a process of its own and without a PIN. */
@org.jspecify.annotations.NullMarked
package vn.daugio.agent.os.pkcs11;
