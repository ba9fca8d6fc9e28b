package org.mediaplanner.eventstore.consistency;

import static org.springframework.transaction.TransactionDefinition.ISOLATION_REPEATABLE_READ;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.eventstore.consistency.Finding.Difference;
import org.mediaplanner.eventstore.database.SchemaOwner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * A comparison in one statement, of one snapshot. What processors have still to do for an organisation in that snapshot
 * would look like a difference: such organisations are looked at again a moment later, and so is whatever differs.
 */
public final class SqlCheck implements ConsistencyCheck {

    private static final int LOOKS = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Organisations with events that one of {@code :processors} has not handled, or could not. */
    private static final String BUSY = """
            WITH token AS (
                SELECT processor_name, convert_from(token, 'UTF8')::jsonb AS token FROM event_store.token_entry
                 WHERE processor_name = ANY (:processors)
            ), gap AS (
                SELECT jsonb_array_elements_text(token -> 'gaps')::bigint AS global_index FROM token
            )
            SELECT DISTINCT tenant_id FROM event_store.domain_event
             WHERE global_index > (SELECT min(coalesce((token ->> 'index')::bigint, 0)) FROM token)
                OR global_index IN (SELECT global_index FROM gap)
             UNION
            SELECT DISTINCT tenant_id FROM event_store.dead_letter
             WHERE processor_name = ANY (:processors) AND state IN ('PARKED', 'DISMISSED')
            """;

    private final String name;
    private final SchemaOwner owner;
    private final List<String> processors;
    private final String examined;
    private final String differences;

    /**
     * @param processors whose work is compared
     * @param examined counts the rows that are compared
     * @param differences finds {@code tenant_id, key, expected, found}
     */
    public SqlCheck(String name, SchemaOwner owner, List<String> processors, String examined, String differences) {
        this.name = name;
        this.owner = owner;
        this.processors = List.copyOf(processors);
        this.examined = examined;
        this.differences = differences;
    }

    private record Look(long examined, List<String> busy, long count, List<Difference> differences) {}

    @Override
    public String name() {
        return name;
    }

    @Override
    public Finding run() throws InterruptedException {
        Look first = look(null);
        Look last = first;
        List<String> again = again(first);
        for (int look = 1; look < LOOKS && !again.isEmpty(); look++) {
            Thread.sleep(PAUSE);
            last = look(again);
            again = again(last);
        }
        return new Finding(name, first.examined(), last.busy().size(), last.count(), last.differences(), null);
    }

    /** Whom to look at again. */
    private static List<String> again(Look look) {
        List<String> tenants = new ArrayList<>(look.busy());
        look.differences().stream().map(difference -> difference.key().split(" ", 2)[0]).distinct()
                .forEach(tenants::add);
        return tenants;
    }

    /** @param scope organisations; {@code null} for all */
    private Look look(@Nullable List<String> scope) {
        return owner.inTransaction(ISOLATION_REPEATABLE_READ, jdbc -> look(jdbc, scope));
    }

    private Look look(JdbcTemplate plain, @Nullable List<String> scope) {
        NamedParameterJdbcTemplate jdbc = new NamedParameterJdbcTemplate(plain);
        List<String> busy = processors.isEmpty()
                ? List.of()
                : jdbc.queryForList(BUSY, Map.of("processors", processors.toArray(String[]::new)), String.class);
        List<String> skipped = scope == null ? busy : busy.stream().filter(scope::contains).toList();
        Map<String, Object> limits = new HashMap<>();
        limits.put("busy", busy.toArray(String[]::new));
        limits.put("scope", scope == null ? null : scope.toArray(String[]::new));
        limits.put("shown", Finding.SHOWN);
        List<Difference> shown = new ArrayList<>();
        long[] count = {0};
        jdbc.query("""
                SELECT count(*) OVER () AS count, tenant_id, key, expected, found FROM (%s) AS difference
                 WHERE tenant_id <> ALL (:busy) AND (:scope::text[] IS NULL OR tenant_id = ANY (:scope))
                 ORDER BY tenant_id, key LIMIT :shown
                """.formatted(differences), limits, row -> {
            count[0] = row.getLong("count");
            shown.add(new Difference(row.getString("tenant_id") + " " + row.getString("key"),
                    row.getString("expected"), row.getString("found")));
        });
        Long rows = scope == null ? plain.queryForObject(examined, Long.class) : Long.valueOf(0);
        return new Look(rows == null ? 0 : rows, skipped, count[0], shown);
    }
}
