package org.mediaplanner.eventstore.processing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mediaplanner.eventstore.token.TokenCoverage;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How far each processor is behind the log, whatever node it runs on: what its stored token says. Calls block. */
@Component
public final class ProcessorLag {

    private final List<ProcessorRegistration> registrations;
    private final JdbcClient jdbc;

    ProcessorLag(List<ProcessorRegistration> registrations, JdbcClient jdbc) {
        this.registrations = registrations;
        this.jdbc = jdbc;
    }

    /**
     * How far one processor is.
     *
     * @param events how many indexes lie between its token and the newest event
     * @param behind for how long the oldest event that it has not handled has been there; zero where there is none
     */
    public record Lag(String processor, long events, Duration behind) {}

    /** Of every processor of this application. */
    public List<Lag> all() {
        Map<String, TokenCoverage> tokens = jdbc.sql("""
                SELECT processor_name, token, token_type FROM event_store.token_entry WHERE processor_name <> '__config'
                """).query((row, number) -> Map.entry(row.getString("processor_name"),
                TokenCoverage.parse(row.getBytes("token"), row.getString("token_type")))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        long head = jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_event").query(Long.class)
                .single();
        return registrations.stream().map(ProcessorRegistration::name)
                .map(name -> lag(name, tokens.getOrDefault(name, TokenCoverage.NOTHING), head)).toList();
    }

    private Lag lag(String name, TokenCoverage token, long head) {
        long events = Math.max(0, head - token.index());
        if (events == 0) {
            return new Lag(name, 0, Duration.ZERO);
        }
        Duration behind = jdbc.sql("""
                SELECT (extract(epoch FROM clock_timestamp() - recorded_at) * 1000)::bigint AS millis
                  FROM event_store.domain_event WHERE global_index > ? ORDER BY global_index LIMIT 1
                """).param(token.index()).query((row, number) -> row.getLong("millis")).optional()
                .map(millis -> Duration.ofMillis(Math.max(0, millis))).orElse(Duration.ZERO);
        return new Lag(name, events, behind);
    }
}
