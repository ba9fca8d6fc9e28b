package org.mediaplanner.sagas.allocation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.sagas.SagasModule.SagasMigrated;
import org.mediaplanner.sagas.allocation.Allocation.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The state of every allocation process, a row each. Calls block. */
@Repository
public class Allocations {

    private static final String COLUMNS = """
            event_id, campaign_id, tenant_id, budget_id, ledger_version, delta_micros, allocated_micros, currency,
            state, reason, attempts, started_at, next_attempt_at, ended_at
            """;

    private final JdbcClient jdbc;

    Allocations(JdbcClient jdbc, SagasMigrated migrated) {
        this.jdbc = jdbc;
    }

    /** Those of the tenant that have not ended, the oldest first, at most {@code limit}. */
    public List<Allocation> open(TenantId tenant, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + """
                  FROM sagas.allocation_process
                 WHERE tenant_id = ? AND state IN ('OPEN', 'COMPENSATING') ORDER BY started_at, event_id LIMIT ?
                """).params(tenant.value(), limit).query((row, number) -> read(row)).list();
    }

    /** How many of all tenants have not ended. */
    public long countOpen() {
        return jdbc.sql("SELECT count(*) FROM sagas.allocation_process WHERE state IN ('OPEN', 'COMPENSATING')")
                .query(Long.class).single();
    }

    /** Begins processes; an event that comes again begins none. */
    void begin(List<Allocation> allocations) {
        jdbc.sql("""
                INSERT INTO sagas.allocation_process (event_id, campaign_id, tenant_id, budget_id, ledger_version,
                                                      delta_micros, allocated_micros, currency)
                SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[],
                                     ?::bigint[], ?::text[])
                    ON CONFLICT (event_id, campaign_id) DO NOTHING
                """)
                .params(texts(allocations, Allocation::eventId), texts(allocations, one -> one.campaignId().value()),
                        texts(allocations, one -> one.tenantId().value()),
                        texts(allocations, one -> one.budgetId().value()),
                        longs(allocations, Allocation::ledgerVersion), longs(allocations, one -> one.delta().micros()),
                        longs(allocations, one -> one.allocated().micros()),
                        texts(allocations, one -> one.allocated().currency().getCurrencyCode()))
                .update();
    }

    /**
     * Takes up to {@code limit} processes that are due for this node: nobody else sees them for {@code lease}, after
     * which they are due again, whatever became of this node.
     */
    List<Allocation> takeDue(int limit, Duration lease) {
        return jdbc.sql("""
                UPDATE sagas.allocation_process SET attempts = attempts + 1,
                       next_attempt_at = now() + ? * interval '1 millisecond'
                 WHERE (event_id, campaign_id) IN (
                       SELECT event_id, campaign_id FROM sagas.allocation_process
                        WHERE state IN ('OPEN', 'COMPENSATING') AND next_attempt_at <= now()
                        ORDER BY next_attempt_at, ledger_version LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING
                """ + COLUMNS).params(lease.toMillis(), limit).query((row, number) -> read(row)).list();
    }

    /** From now on the process is in {@code state}, due at once where that is not the end. */
    void move(Allocation allocation, State state, @Nullable String reason) {
        boolean ended = state != State.OPEN && state != State.COMPENSATING;
        jdbc.sql("""
                UPDATE sagas.allocation_process SET state = ?, reason = coalesce(?, reason), next_attempt_at = now(),
                       attempts = 0, ended_at = CASE WHEN ? THEN now() END
                 WHERE event_id = ? AND campaign_id = ?
                """).param(state.name()).param(reason).param(ended).param(allocation.eventId())
                .param(allocation.campaignId().value()).update();
    }

    /** The attempt failed on {@code fault}; the next is due after {@code pause}. */
    void postpone(Allocation allocation, String fault, Duration pause) {
        jdbc.sql("""
                UPDATE sagas.allocation_process SET reason = ?, next_attempt_at = now() + ? * interval '1 millisecond'
                 WHERE event_id = ? AND campaign_id = ?
                """).params(fault, pause.toMillis(), allocation.eventId(), allocation.campaignId().value()).update();
    }

    private static Allocation read(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
        return new Allocation(row.getString("event_id"), CampaignId.of(row.getString("campaign_id")),
                TenantId.of(row.getString("tenant_id")), BudgetId.of(row.getString("budget_id")),
                row.getLong("ledger_version"), Money.ofMicros(row.getLong("delta_micros"), currency),
                Money.ofMicros(row.getLong("allocated_micros"), currency), State.valueOf(row.getString("state")),
                row.getString("reason"), row.getInt("attempts"), instant(row, "started_at"),
                instant(row, "next_attempt_at"), endedAt == null ? null : endedAt.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String[] texts(List<Allocation> allocations, Function<Allocation, String> column) {
        return allocations.stream().map(column).toArray(String[]::new);
    }

    private static Long[] longs(List<Allocation> allocations, Function<Allocation, Long> column) {
        return allocations.stream().map(column).toArray(Long[]::new);
    }
}
