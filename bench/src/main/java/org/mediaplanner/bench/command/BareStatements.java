package org.mediaplanner.bench.command;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.mediaplanner.bench.command.Campaigns.Owned;
import org.mediaplanner.bench.command.Toggling.Toggle;
import org.mediaplanner.events.identity.UuidV7;

/** The ceiling: the statements of a command on the same pool, and nothing else. */
final class BareStatements implements Toggle {

    private static final int INSERT_COLUMNS = 10;

    private final DataSource pool;
    private final List<String> statements;
    private final boolean transaction;
    private final boolean whole;
    private final String payload;
    private final String metadata;

    /**
     * @param statements as {@link Statements} heard them
     * @param whole whether all events of an aggregate are read, or only newer ones, of which there are none
     */
    BareStatements(DataSource pool, List<String> statements, boolean whole, String payload, String metadata) {
        this.pool = pool;
        this.transaction = statements.contains("COMMIT");
        this.statements = statements.stream().filter(statement -> !statement.equals("COMMIT")).toList();
        this.whole = whole;
        this.payload = payload;
        this.metadata = metadata;
    }

    @Override
    public void once(Owned campaign, long version) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(!transaction);
            for (String statement : statements) {
                try (PreparedStatement prepared = connection.prepareStatement(statement)) {
                    send(connection, prepared, statement, campaign, version);
                }
            }
            if (transaction) {
                connection.commit();
            }
        }
    }

    private void send(Connection connection, PreparedStatement prepared, String statement, Owned campaign,
            long version) throws SQLException {
        String tenant = campaign.owner().tenantId().value();
        String id = campaign.id().value();
        if (statement.startsWith("INSERT INTO event_store.domain_event")) {
            Object[] values = {tenant, id, version, "campaign", UuidV7.next(), "campaign.paused", 1, payload,
                    metadata, Instant.now().toString()};
            String[] types = {"text", "text", "int8", "text", "uuid", "text", "int4", "text", "text", "timestamptz"};
            for (int column = 0; column < INSERT_COLUMNS; column++) {
                prepared.setArray(column + 1, connection.createArrayOf(types[column], new Object[]{values[column]}));
            }
        } else if (statement.contains("FROM event_store.domain_event")) {
            prepared.setString(1, id);
            prepared.setString(2, tenant);
            prepared.setLong(3, whole ? 0 : version);
        } else {
            throw new IllegalStateException("The ceiling does not know how to send " + statement);
        }
        try (ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }
}
