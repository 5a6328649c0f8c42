package vn.daugio.collector.store;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Enrolled machines and the codes to join with. Only hashes of secrets are stored. */
public final class AgentTable {
  private final Handle handle;

  AgentTable(Handle handle) {
    this.handle = handle;
  }

  /**
   * An enrolled machine.
   *
   * @param site {@code commune/site}
   * @param code its code in the site
   * @param enrolledAt when it joined
   * @param lastReportAt when its newest report was received; null: never
   * @param agentVersion as its newest report says
   * @param dropped how many reports its spool has had to drop, in all
   * @param silentSince since when it owes a report; null: it does not
   */
  public record Machine(
      String site,
      String code,
      Instant enrolledAt,
      @Nullable Instant lastReportAt,
      String agentVersion,
      long dropped,
      @Nullable Instant silentSince)
      implements Principal {
    @Override
    public String getName() {
      return site + "/" + code;
    }
  }

  /** Enrols a machine; false when the code is taken in this site. */
  public boolean add(String site, String code, String tokenHash, Instant at) {
    return handle
            .createUpdate(
                "INSERT INTO machine (site, code, token_hash, enrolled_at) VALUES (:site, :code,"
                    + " :tokenHash, :at) ON CONFLICT DO NOTHING")
            .bind("site", site)
            .bind("code", code)
            .bind("tokenHash", tokenHash)
            .bind("at", at.toEpochMilli())
            .execute()
        == 1;
  }

  public Optional<Machine> byTokenHash(String tokenHash) {
    return handle
        .createQuery("SELECT * FROM machine WHERE token_hash = :tokenHash")
        .bind("tokenHash", tokenHash)
        .map((row, context) -> map(row))
        .findOne();
  }

  public List<Machine> ofSite(String site) {
    return handle
        .createQuery("SELECT * FROM machine WHERE site = :site ORDER BY code")
        .bind("site", site)
        .map((row, context) -> map(row))
        .list();
  }

  public List<Machine> all() {
    return handle
        .createQuery("SELECT * FROM machine ORDER BY site, code")
        .map((row, context) -> map(row))
        .list();
  }

  /** Notes that a report came: it is no longer silent. */
  public void reported(String site, String code, Instant at, String agentVersion, long dropped) {
    handle
        .createUpdate(
            "UPDATE machine SET last_report_at = :at, agent_version = :agentVersion,"
                + " dropped = dropped + :dropped, silent_since = NULL"
                + " WHERE site = :site AND code = :code")
        .bind("site", site)
        .bind("code", code)
        .bind("at", at.toEpochMilli())
        .bind("agentVersion", agentVersion)
        .bind("dropped", dropped)
        .execute();
  }

  public void silent(String site, String code, Instant since) {
    handle
        .createUpdate(
            "UPDATE machine SET silent_since = :since WHERE site = :site AND code = :code")
        .bind("site", site)
        .bind("code", code)
        .bind("since", since.toEpochMilli())
        .execute();
  }

  public void addJoinCode(String codeHash, String site, int uses, Instant validUntil) {
    handle
        .createUpdate(
            "INSERT INTO join_code (code_hash, site, uses_left, valid_until)"
                + " VALUES (:codeHash, :site, :uses, :validUntil)")
        .bind("codeHash", codeHash)
        .bind("site", site)
        .bind("uses", uses)
        .bind("validUntil", validUntil.toEpochMilli())
        .execute();
  }

  /**
   * Spends one use of a join code and tells its site; empty when it is unknown, spent or expired.
   */
  public Optional<String> spendJoinCode(String codeHash, Instant now) {
    int spent =
        handle
            .createUpdate(
                "UPDATE join_code SET uses_left = uses_left - 1 WHERE code_hash = :codeHash AND"
                    + " uses_left > 0 AND valid_until > :now")
            .bind("codeHash", codeHash)
            .bind("now", now.toEpochMilli())
            .execute();
    return spent == 0
        ? Optional.empty()
        : handle
            .createQuery("SELECT site FROM join_code WHERE code_hash = :codeHash")
            .bind("codeHash", codeHash)
            .mapTo(String.class)
            .findOne();
  }

  private static Machine map(ResultSet row) throws SQLException {
    return new Machine(
        row.getString("site"),
        row.getString("code"),
        Columns.instant(row, "enrolled_at"),
        Columns.optionalInstant(row, "last_report_at"),
        row.getString("agent_version"),
        row.getLong("dropped"),
        Columns.optionalInstant(row, "silent_since"));
  }
}
