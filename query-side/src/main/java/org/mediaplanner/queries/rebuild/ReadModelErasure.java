package org.mediaplanner.queries.rebuild;

import java.util.List;
import java.util.stream.Stream;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.erasure.ErasableRows;
import org.mediaplanner.eventstore.erasure.TableRows;
import org.mediaplanner.queries.projection.Projector;
import org.mediaplanner.queries.projection.ReadModel;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was remembered, in live tables and in those beside them. */
@Component
record ReadModelErasure(JdbcClient jdbc, Projector projections) implements ErasableRows.Source {

    @Override
    public List<ErasableRows> erasable() {
        return Stream.concat(projections.all().stream().flatMap(this::tables),
                Stream.of(new TableRows(jdbc, ReadModel.SCHEMA + ".change_stamp"))).toList();
    }

    private Stream<ErasableRows> tables(ReadModel model) {
        return Stream.of(new TableRows(jdbc, ReadModel.SCHEMA + "." + model.table()),
                new SpareRows(jdbc, SpareTable.NEXT + "." + model.table()));
    }

    /** Of a table that may not be there. */
    private record SpareRows(JdbcClient jdbc, String table) implements ErasableRows {

        @Override
        public int erase(TenantId tenant, int limit) {
            return jdbc.sql("SELECT to_regclass(?) IS NOT NULL").param(table).query(Boolean.class).single()
                    ? new TableRows(jdbc, table).erase(tenant, limit)
                    : 0;
        }
    }
}
