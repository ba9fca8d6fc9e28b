package org.mediaplanner.eventstore.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.mediaplanner.eventstore.testing.TestDatabase;

/** Opens to other packages' tests what only an application opens else. */
public final class TestConnections {

    private TestConnections() {}

    public static ApartConnections apart(TestDatabase database) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(database.writer());
        pool.setMaximumPoolSize(2);
        pool.setMinimumIdle(0);
        return new ApartConnections(new HikariDataSource(pool));
    }
}
