package vn.daugio.protocol;

import io.avaje.jsonb.Json;

/**
 * The answer to an enrolment: who the machine is from now on.
 *
 * @param site {@code commune/site}
 * @param machine its code
 * @param token the bearer token of its reports; shown this once
 */
@Json
public record Enrolment(String site, String machine, String token) {
  @Override
  public String toString() {
    return "Enrolment[site=" + site + ", machine=" + machine + "]";
  }
}
