package org.mediaplanner.eventstore.processing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.token.TokenCoverage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How each processor stands, whatever node it runs on: what the database says of it. Calls block. */
@Component
public final class ProcessorStates {

    private final List<ProcessorRegistration> registrations;
    private final JdbcClient jdbc;

    ProcessorStates(List<ProcessorRegistration> registrations, JdbcClient jdbc) {
        this.registrations = registrations;
        this.jdbc = jdbc;
    }

    /**
     * How one processor stands.
     *
     * @param position the highest index that it has seen
     * @param head the index of the newest event
     * @param behind for how long the oldest event that it has not handled has been there; zero where there is none
     * @param fault what it fails on again and again, where it does
     */
    public record ProcessorState(String processor, long position, long head, Duration behind, boolean paused,
            @Nullable String fault) {

        /** How many indexes lie between its token and the newest event. */
        public long lag() {
            return Math.max(0, head - position);
        }
    }

    private record Row(String name, TokenCoverage token, boolean paused, @Nullable String fault) {}

    /** Of every processor of this application. */
    public List<ProcessorState> all() {
        Map<String, Row> rows = jdbc.sql("""
                SELECT processor_name, token, token_type, owner, token_index, error
                  FROM event_store.token_entry LEFT JOIN event_store.processor_fault USING (processor_name)
                 WHERE processor_name <> '__config'
                """).query((row, number) -> {
            TokenCoverage token = TokenCoverage.parse(row.getBytes("token"), row.getString("token_type"));
            // Once a processor is past the place where it failed, what it failed on is history.
            boolean fails = row.getString("error") != null && row.getLong("token_index") >= token.index();
            return new Row(row.getString("processor_name"), token, ProcessorPause.PAUSED.equals(row.getString("owner")),
                    fails ? row.getString("error") : null);
        }).list().stream().collect(Collectors.toMap(Row::name, Function.identity()));
        long head = jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_event").query(Long.class)
                .single();
        return registrations.stream().map(ProcessorRegistration::name)
                .map(name -> rows.getOrDefault(name, new Row(name, TokenCoverage.NOTHING, false, null)))
                .map(row -> new ProcessorState(row.name, row.token.index(), head, behind(row.token, head), row.paused,
                        row.fault))
                .toList();
    }

    /** The tenant's own position that a processor at the index {@code position} has reached; 0 before its first. */
    public long positionOf(TenantId tenant, long position) {
        // Positions are given in about the order of indexes: found from the end within a few rows.
        return jdbc.sql("""
                SELECT position FROM event_store.tenant_log WHERE tenant_id = ? AND global_index <= ?
                 ORDER BY position DESC LIMIT 1
                """).params(tenant.value(), position).query(Long.class).optional().orElse(0L);
    }

    private Duration behind(TokenCoverage token, long head) {
        if (token.index() >= head) {
            return Duration.ZERO;
        }
        return jdbc.sql("""
                SELECT (extract(epoch FROM clock_timestamp() - recorded_at) * 1000)::bigint AS millis
                  FROM event_store.domain_event WHERE global_index > ? ORDER BY global_index LIMIT 1
                """).param(token.index()).query((row, number) -> row.getLong("millis")).optional()
                .map(millis -> Duration.ofMillis(Math.max(0, millis))).orElse(Duration.ZERO);
    }
}
