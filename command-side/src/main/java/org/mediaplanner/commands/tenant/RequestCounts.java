package org.mediaplanner.commands.tenant;

import java.util.Map;
import java.util.TreeMap;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How often organisations call, day by day (UTC), for 400 days. Calls block. */
@Component
public class RequestCounts {

    private final JdbcClient jdbc;

    RequestCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what one node has counted since it last did. */
    public void add(Map<TenantId, Long> counts) {
        Map<String, Long> ordered = new TreeMap<>();
        counts.forEach((tenant, count) -> ordered.put(tenant.value(), count));
        // In one order on every node, and none of an organisation that is gone.
        jdbc.sql(
                """
                        INSERT INTO command_side.request_count (tenant_id, day, requests)
                        SELECT counted.tenant_id, (now() AT TIME ZONE 'UTC')::date, counted.requests
                          FROM unnest(?::text[], ?::bigint[]) AS counted (tenant_id, requests)
                         WHERE (SELECT tenant_id FROM command_side.tenant WHERE tenant.tenant_id = counted.tenant_id) IS NOT NULL
                         ORDER BY counted.tenant_id
                            ON CONFLICT (tenant_id, day) DO UPDATE
                           SET requests = request_count.requests + excluded.requests
                        """)
                .params(ordered.keySet().toArray(String[]::new), ordered.values().toArray(Long[]::new)).update();
    }

    @Scheduled(fixedDelayString = "PT24H", initialDelayString = "PT20M")
    void forget() {
        jdbc.sql("DELETE FROM command_side.request_count WHERE day < now() - interval '400 days'").update();
    }
}
