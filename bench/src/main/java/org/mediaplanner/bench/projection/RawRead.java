package org.mediaplanner.bench.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The ceiling: the rows of the log in pages, every column taken as text, and nothing done with them. */
final class RawRead {

    private static final int PAGE = 1_000;
    private static final int COLUMNS = 11;

    private RawRead() {}

    /** Events a second, from behind {@code after} to the end. */
    static double perSecond(DataSource pool, long after) throws SQLException {
        long begin = System.nanoTime();
        long events = 0;
        long index = after;
        try (Connection connection = pool.getConnection();
                PreparedStatement page = connection.prepareStatement("""
                        SELECT global_index, aggregate_type, aggregate_id, sequence_number, event_id, payload_type,
                               payload_revision, payload, metadata, occurred_at, recorded_at
                        FROM event_store.domain_event WHERE global_index > ? ORDER BY global_index LIMIT ?
                        """)) {
            int found;
            do {
                page.setLong(1, index);
                page.setInt(2, PAGE);
                found = 0;
                try (ResultSet rows = page.executeQuery()) {
                    while (rows.next()) {
                        index = rows.getLong(1);
                        for (int column = 2; column <= COLUMNS; column++) {
                            rows.getString(column);
                        }
                        found++;
                    }
                }
                events += found;
            } while (found == PAGE);
        }
        return events * 1e9 / (System.nanoTime() - begin);
    }
}
