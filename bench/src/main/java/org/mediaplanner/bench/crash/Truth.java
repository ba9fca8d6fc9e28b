package org.mediaplanner.bench.crash;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.mediaplanner.bench.House;
import org.mediaplanner.bench.crash.Journal.Expected;

/** What the log says, asked past the product. */
final class Truth {

    private static final String COUNT = """
            SELECT count(*) AS version,
                   coalesce(sum((payload #>> '{amount,micros}')::numeric)
                       FILTER (WHERE payload_type = 'budget.funded'), 0) / 10000 AS cents
              FROM event_store.domain_event WHERE aggregate_id = ?
            """;

    private final House house;

    Truth(House house) {
        this.house = house;
    }

    /**
     * What became of what was acknowledged.
     *
     * @param lost things of which an acknowledged change is missing
     * @param doubled things that were changed more often than was acknowledged
     */
    record Count(long lost, long doubled) {}

    Count count(Iterable<Expected> things) throws SQLException {
        long lost = 0;
        long doubled = 0;
        try (Connection connection = house.connect("writer");
                PreparedStatement count = connection.prepareStatement(COUNT)) {
            for (Expected thing : things) {
                count.setString(1, thing.path().substring(thing.path().lastIndexOf('/') + 1));
                try (ResultSet row = count.executeQuery()) {
                    row.next();
                    long version = row.getLong("version");
                    long cents = row.getBigDecimal("cents").longValueExact();
                    lost += version < thing.version() || cents < thing.cents() ? 1 : 0;
                    doubled += version > thing.version() || cents > thing.cents() ? 1 : 0;
                }
            }
        }
        return new Count(lost, doubled);
    }
}
