package org.mediaplanner.queries.rebuild;

import static org.springframework.transaction.TransactionDefinition.ISOLATION_READ_COMMITTED;

import java.util.List;
import java.util.stream.Stream;
import org.mediaplanner.eventstore.database.SchemaOwner;
import org.mediaplanner.eventstore.erasure.ErasableRows;
import org.mediaplanner.eventstore.erasure.TableRows;
import org.mediaplanner.queries.projection.Projector;
import org.mediaplanner.queries.projection.ReadModel;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was remembered, in live tables, in those that are being built and in those that were live before. */
@Component
record ReadModelErasure(JdbcClient jdbc, SchemaOwner owner, Projector projections) implements ErasableRows.Source {

    @Override
    public List<ErasableRows> erasable() {
        return Stream.concat(projections.all().stream().flatMap(this::tables),
                Stream.of(new TableRows(jdbc, ReadModel.SCHEMA + ".change_stamp"))).toList();
    }

    private Stream<ErasableRows> tables(ReadModel model) {
        return Stream.of(new TableRows(jdbc, ReadModel.SCHEMA + "." + model.table()),
                spare(SpareTable.NEXT + "." + model.table()), spare(SpareTable.FORMER + "." + model.table()));
    }

    /** Of a table that may not be there, and is its owner's alone. */
    private ErasableRows spare(String table) {
        return (tenant, limit) -> owner.inTransaction(ISOLATION_READ_COMMITTED, jdbc -> isThere(jdbc, table)
                ? new TableRows(JdbcClient.create(jdbc), table).erase(tenant, limit)
                : 0);
    }

    private static boolean isThere(JdbcTemplate jdbc, String table) {
        return Boolean.TRUE.equals(jdbc.queryForObject("SELECT to_regclass(?) IS NOT NULL", Boolean.class, table));
    }
}
