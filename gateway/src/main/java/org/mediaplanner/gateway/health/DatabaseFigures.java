package org.mediaplanner.gateway.health;

import java.util.List;
import java.util.Map;
import org.mediaplanner.eventstore.database.DatabaseLoad;
import org.mediaplanner.eventstore.database.DatabaseLoad.Load;
import org.springframework.stereotype.Component;

/** What PostgreSQL is at, and how large the log is. */
@Component
class DatabaseFigures implements Asked {

    private static final String LOCK_WAITS = "mediaplanner.postgres.lock.waits";
    private static final String LOCK_WAIT = "mediaplanner.postgres.lock.wait.seconds";
    private static final String OLDEST = "mediaplanner.postgres.oldest.transaction.seconds";
    private static final String CONNECTIONS = "mediaplanner.postgres.connections";
    private static final String HEAD = "mediaplanner.log.head";
    private static final String BYTES = "mediaplanner.log.bytes";

    private final DatabaseLoad database;

    DatabaseFigures(DatabaseLoad database) {
        this.database = database;
    }

    @Override
    public Map<String, String> gauges() {
        return Map.of(LOCK_WAITS, "Connections that wait for a lock", LOCK_WAIT, "The longest of these waits", OLDEST,
                "Age of the writer's oldest transaction", CONNECTIONS, "Connections of all roles", HEAD,
                "Index of the newest event", BYTES, "Size of the log with its indexes");
    }

    @Override
    public List<Figure> ask() {
        Load load = database.look();
        return List.of(Figure.of(LOCK_WAITS, load.lockWaits()), Figure.of(LOCK_WAIT, load.longestLockWait()),
                Figure.of(OLDEST, load.oldestTransaction()), Figure.of(CONNECTIONS, load.connections()),
                Figure.of(HEAD, load.logHead()), Figure.of(BYTES, load.logBytes()));
    }
}
