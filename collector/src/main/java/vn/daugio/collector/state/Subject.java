package vn.daugio.collector.state;

/**
 * What is judged over time. The reporting machine is only a witness.
 *
 * @param site {@code commune/site}
 * @param target the target's name in the site
 * @param check the check type's code
 */
public record Subject(String site, String target, String check) {
  public String commune() {
    return site.substring(0, site.indexOf('/'));
  }
}
