package org.mediaplanner.bench.http;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.http.Questions.Asked;

/** The ceiling: the statements behind an answer, one after another, as the reader, and nothing done with the rows. */
final class BareQuestions implements AutoCloseable {

    private final List<Connection> connections = new ArrayList<>();
    private final List<Asked> statements;

    BareQuestions(House house, String tenant, int callers, List<Asked> statements)
            throws SQLException {
        this.statements = statements;
        for (int i = 0; i < callers; i++) {
            Connection connection = house.connect("reader");
            connections.add(connection);
            try (PreparedStatement bind = connection.prepareStatement("SELECT set_config('app.tenant', ?, false)")) {
                bind.setString(1, tenant);
                bind.execute();
            }
        }
    }

    void ask(int caller) throws SQLException {
        Connection connection = connections.get(caller);
        for (Asked statement : statements) {
            try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
                for (int i = 0; i < statement.values().size(); i++) {
                    Object value = statement.values().get(i);
                    prepared.setObject(i + 1,
                            value instanceof String[] texts ? connection.createArrayOf("text", texts) : value);
                }
                try (ResultSet rows = prepared.executeQuery()) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int column = 1; column <= columns; column++) {
                            rows.getString(column);
                        }
                    }
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }
}
