package vn.daugio.agent.os.windows;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code updates.ps1} prints; times are UTC, {@code yyyy-MM-ddTHH:mm:ssZ}. Null is what could
 * not be read, and stands in {@code denied} (refused) or {@code absent}.
 *
 * @param build CurrentBuild, e.g. 19045
 * @param revision UBR, which each cumulative update raises
 * @param edition EditionID
 * @param kind InstallationType: Client, Server, Server Core, Nano Server
 * @param rollupAt when the newest cumulative update was installed, by the servicing stack's records
 * @param hotfixAt by Win32_QuickFixEngineering, where its date is in the documented form
 * @param historyAt the newest entry of the update agent's history that is a security update
 * @param checkedAt when the update agent last looked for updates with success
 * @param pending security updates that it knows of and has not installed, without going on line
 */
@Json
record WindowsUpdateFacts(
    @Nullable Integer build,
    @Nullable Integer revision,
    @Nullable String edition,
    @Nullable String kind,
    @Nullable String rollupAt,
    @Nullable String hotfixAt,
    @Nullable String historyAt,
    @Nullable String checkedAt,
    @Nullable Integer pending,
    @Nullable List<String> denied,
    @Nullable List<String> absent) {}
