package org.mediaplanner.eventstore.erasure;

import static org.springframework.transaction.TransactionDefinition.ISOLATION_READ_COMMITTED;

import java.util.List;
import org.mediaplanner.eventstore.database.SchemaOwner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What could not be handled. Events and their positions stay: without the key nobody reads what people typed in them. */
@Component
record StoreErasure(SchemaOwner owner) implements ErasableRows.Source {

    /** Settled letters are on record: nobody else than the owner of the schema may remove one. */
    @Override
    public List<ErasableRows> erasable() {
        return List.of((tenant, limit) -> owner.inTransaction(ISOLATION_READ_COMMITTED,
                jdbc -> new TableRows(JdbcClient.create(jdbc), "event_store.dead_letter").erase(tenant, limit)));
    }
}
