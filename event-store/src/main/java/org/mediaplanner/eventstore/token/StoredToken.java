package org.mediaplanner.eventstore.token;

import org.springframework.jdbc.core.JdbcOperations;

/** The token of a processor as its row has it. A batch stores its token before it writes anything else. */
public final class StoredToken {

    private static final String SELECT = """
            SELECT token, token_type FROM event_store.token_entry WHERE processor_name = ?
            """;

    private StoredToken() {}

    /** What {@code processor} has behind it in the snapshot of the current transaction. */
    public static TokenCoverage read(JdbcOperations jdbc, String processor) {
        return select(jdbc, SELECT, processor);
    }

    /** As {@link #read}; until the current transaction ends, the processor commits nothing, on whatever node. */
    public static TokenCoverage lock(JdbcOperations jdbc, String processor) {
        return select(jdbc, SELECT + "FOR UPDATE", processor);
    }

    private static TokenCoverage select(JdbcOperations jdbc, String select, String processor) {
        return jdbc.query(select, (row, number) -> TokenCoverage.parse(row.getBytes("token"),
                row.getString("token_type")), processor).stream().findFirst().orElse(TokenCoverage.NOTHING);
    }
}
