package org.mediaplanner.eventstore.consistency;

import java.util.List;
import org.mediaplanner.eventstore.database.SchemaOwner;
import org.springframework.stereotype.Component;

/** Of the log itself, and of what the store keeps beside it. */
@Component
final class LogChecks implements ConsistencyCheck.Source {

    private static final String EVENTS = "SELECT count(*) FROM event_store.domain_event";

    private final SchemaOwner owner;

    LogChecks(SchemaOwner owner) {
        this.owner = owner;
    }

    @Override
    public List<ConsistencyCheck> checks() {
        return List.of(versions(), positions(), heads(), tokens(), letters());
    }

    private SqlCheck versions() {
        return new SqlCheck("log versions", owner, List.of(), EVENTS, """
                SELECT min(tenant_id) AS tenant_id, aggregate_id AS key,
                       format('versions 1 to %s of one organisation', count(*)) AS expected,
                       format('versions %s to %s of %s', min(sequence_number) + 1, max(sequence_number) + 1,
                              count(DISTINCT tenant_id)) AS found
                  FROM event_store.domain_event GROUP BY aggregate_id
                HAVING min(sequence_number) <> 0 OR max(sequence_number) <> count(*) - 1
                    OR count(DISTINCT tenant_id) <> 1""");
    }

    /** Each event has one position, and each position its event. */
    private SqlCheck positions() {
        return new SqlCheck("log positions", owner, List.of("tenant-log"), EVENTS, """
                SELECT coalesce(event.tenant_id, log.tenant_id) AS tenant_id, 'event ' || global_index AS key,
                       event.tenant_id AS expected, log.tenant_id AS found
                  FROM event_store.domain_event event FULL JOIN event_store.tenant_log log USING (global_index)
                 WHERE event.tenant_id IS DISTINCT FROM log.tenant_id""");
    }

    /** Positions are counted from 1 without a hole, up to the head. */
    private SqlCheck heads() {
        return new SqlCheck("log heads", owner, List.of(), "SELECT count(*) FROM event_store.tenant_head", """
                SELECT tenant_id, 'positions' AS key, format('1 to %s, head %s', count(position), count(position))
                           AS expected,
                       format('%s to %s, head %s', min(position), max(position), max(head)) AS found
                  FROM (SELECT tenant_id, log.position, head.position AS head FROM event_store.tenant_log log
                          FULL JOIN event_store.tenant_head head USING (tenant_id)) AS counted
                 GROUP BY tenant_id
                HAVING min(position) IS DISTINCT FROM 1 OR max(position) <> count(position)
                    OR max(head) IS DISTINCT FROM max(position)""");
    }

    /** No processor has handled what there is not. */
    private SqlCheck tokens() {
        return new SqlCheck("processor tokens", owner, List.of(), "SELECT count(*) FROM event_store.token_entry", """
                SELECT '' AS tenant_id, processor_name AS key, format('at most %s', head) AS expected, index::text
                           AS found
                  FROM (SELECT processor_name, (convert_from(token, 'UTF8')::jsonb ->> 'index')::bigint AS index
                          FROM event_store.token_entry WHERE processor_name <> '__config') AS stored,
                       (SELECT coalesce(max(global_index), 0) AS head FROM event_store.domain_event) AS log
                 WHERE index > head""");
    }

    private SqlCheck letters() {
        return new SqlCheck("dead letters", owner, List.of(), "SELECT count(*) FROM event_store.dead_letter",
                """
                        SELECT letter.tenant_id, letter.id AS key, 'event ' || letter.global_index AS expected,
                               event.aggregate_id AS found
                          FROM event_store.dead_letter letter LEFT JOIN event_store.domain_event event USING (global_index)
                         WHERE (event.tenant_id, event.aggregate_id) IS DISTINCT FROM (letter.tenant_id, letter.aggregate_id)""");
    }
}
