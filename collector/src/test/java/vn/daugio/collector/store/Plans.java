package vn.daugio.collector.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** How the database does what some work asks of it. */
public final class Plans {
  private Plans() {}

  /** The steps of the plan of each statement that work runs, by the statement. */
  public static Map<String, List<String>> of(Store store, Runnable work) throws SQLException {
    Set<String> statements = Collections.synchronizedSet(new TreeSet<>());
    store
        .jdbi()
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logAfterExecution(StatementContext context) {
                statements.add(context.getParsedSql().getSql());
              }
            });
    work.run();
    store.jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
    Map<String, List<String>> plans = new TreeMap<>();
    for (String statement : statements) {
      if (statement.matches("(SELECT|INSERT|UPDATE|DELETE|WITH)\\b.*")) {
        plans.put(statement, plan(store, statement));
      }
    }
    return plans;
  }

  private static List<String> plan(Store store, String statement) throws SQLException {
    return store
        .jdbi()
        .withHandle(
            handle -> {
              List<String> steps = new ArrayList<>();
              try (PreparedStatement explained =
                  handle.getConnection().prepareStatement("EXPLAIN QUERY PLAN " + statement)) {
                // nothing is known of the values: a plan is made before they are
                for (int i = 1; i <= explained.getParameterMetaData().getParameterCount(); i++) {
                  explained.setNull(i, Types.BIGINT);
                }
                try (ResultSet row = explained.executeQuery()) {
                  while (row.next()) {
                    steps.add(row.getString("detail"));
                  }
                }
              }
              return steps;
            });
  }
}
