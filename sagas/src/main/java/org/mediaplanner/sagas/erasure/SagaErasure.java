package org.mediaplanner.sagas.erasure;

import java.util.List;
import java.util.stream.Stream;
import org.mediaplanner.eventstore.erasure.ErasableRows;
import org.mediaplanner.eventstore.erasure.TableRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Files, mappings and what processes had in hand. */
@Component
record SagaErasure(JdbcClient jdbc) implements ErasableRows.Source {

    @Override
    public List<ErasableRows> erasable() {
        return Stream.of("file_piece", "file", "import_mapping", "allocation_process")
                .<ErasableRows>map(table -> new TableRows(jdbc, "sagas." + table)).toList();
    }
}
