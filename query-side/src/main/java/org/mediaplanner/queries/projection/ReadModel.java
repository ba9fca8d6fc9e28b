package org.mediaplanner.queries.projection;

import java.util.List;
import java.util.function.Predicate;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.processing.BatchListener;
import org.mediaplanner.queries.projection.Table.Column;
import org.springframework.jdbc.core.JdbcTemplate;

/** A registered projection, as far as building its table anew needs to know it. */
public final class ReadModel {

    /** Where the tables are that questions are answered from. */
    public static final String SCHEMA = "query_side";

    private final Projection<?, ?> projection;
    private final Predicate<TenantId> erased;

    ReadModel(Projection<?, ?> projection, Predicate<TenantId> erased) {
        this.projection = projection;
        this.erased = erased;
    }

    /** Of the projection and its processor. */
    public String name() {
        return projection.name();
    }

    /** Without its schema. */
    public String table() {
        return projection.table().name();
    }

    /** @see Projection#isStamped */
    public boolean isStamped() {
        return projection.isStamped();
    }

    /** The families of events that it is made of. */
    public List<Class<? extends DomainEvent>> events() {
        return projection.events();
    }

    /** The columns of the primary key. */
    public List<String> keys() {
        return projection.table().keys().stream().map(Column::name).toList();
    }

    /** The same fold as the live one, into the table of that name in {@code schema}. */
    public BatchListener into(String schema, JdbcTemplate jdbc) {
        return new ProjectionEngine<>(projection, jdbc, schema, erased);
    }
}
