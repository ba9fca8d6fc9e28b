package org.mediaplanner.commands.tenant;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.mediaplanner.eventstore.erasure.ErasableRows;
import org.mediaplanner.eventstore.erasure.TableRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What commands look up, and the people. The organisation's own row goes with its last event. */
@Component
record TenantErasure(JdbcClient jdbc) implements ErasableRows.Source {

    @Override
    public List<ErasableRows> erasable() {
        List<ErasableRows> rows = new ArrayList<>(Stream.of("kept_answer", "taken_name", "campaign_register",
                "known_fact", "known_outcome", "known_rate", "request_count", "session")
                .map(table -> new TableRows(jdbc, "command_side." + table)).toList());
        rows.add(new MemberRows(jdbc));
        return rows;
    }
}
