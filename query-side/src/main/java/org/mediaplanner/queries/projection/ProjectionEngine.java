package org.mediaplanner.queries.projection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.eventstore.processing.BatchListener;
import org.mediaplanner.queries.projection.Projection.Step;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Folds batches of events into the rows of one read model: one SELECT, one INSERT … ON CONFLICT for many thousand steps.
 * Runs in the transaction of the processor's token, so that each event counts exactly once.
 */
final class ProjectionEngine<K, V> implements BatchListener {

    /** Taken at once: one event can hold a thousand facts, and what a statement holds, both sides hold several times. */
    private static final int STEPS = 20_000;

    private final Projection<K, V> projection;
    private final List<Class<? extends DomainEvent>> events;
    private final Predicate<TenantId> erased;
    private final TableWriter<K, V> writer;
    private final Optional<StampWriter> stamps;

    /** @param erased of whom nothing is remembered any more */
    ProjectionEngine(Projection<K, V> projection, JdbcTemplate jdbc, String schema, Predicate<TenantId> erased) {
        this.projection = projection;
        this.erased = erased;
        this.events = projection.events();
        this.writer = new TableWriter<>(jdbc, schema, projection.table());
        // Nobody asks a table that is still being built.
        this.stamps = projection.isStamped() && schema.equals(ReadModel.SCHEMA)
                ? Optional.of(new StampWriter(jdbc, projection.name()))
                : Optional.empty();
    }

    @Override
    public boolean concerns(RecordedEvent<?> recorded) {
        return events.stream().anyMatch(type -> type.isInstance(recorded.event()));
    }

    @Override
    public void handle(List<RecordedEvent<?>> batch) {
        List<Step<K, V>> steps = new ArrayList<>();
        Set<TenantId> tenants = new HashSet<>();
        for (RecordedEvent<?> recorded : batch) {
            if (concerns(recorded) && !erased.test(recorded.tenantId()) && steps.addAll(projection.steps(recorded))) {
                tenants.add(recorded.tenantId());
            }
            if (steps.size() >= STEPS) {
                take(steps);
                steps.clear();
            }
        }
        if (!steps.isEmpty()) {
            take(steps);
        }
        if (!tenants.isEmpty()) {
            stamps.ifPresent(changed -> changed.stamp(tenants));
        }
    }

    private void take(List<Step<K, V>> steps) {
        Map<K, @Nullable V> rows = projection.isMadeOfOneEvent() ? new HashMap<>() : touched(steps);
        fold(steps, rows);
        writer.write(rows);
    }

    private Map<K, @Nullable V> touched(List<Step<K, V>> steps) {
        Set<K> touched = new LinkedHashSet<>();
        steps.forEach(step -> touched.add(step.key()));
        return new HashMap<>(writer.load(touched));
    }

    /** Applies {@code steps} to {@code rows}; a row that a step removed stays as {@code null}. */
    static <K, V> void fold(List<Step<K, V>> steps, Map<K, @Nullable V> rows) {
        for (Step<K, V> step : steps) {
            rows.put(step.key(), step.fold().apply(rows.get(step.key())));
        }
    }
}
