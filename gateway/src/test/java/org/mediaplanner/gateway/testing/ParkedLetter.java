package org.mediaplanner.gateway.testing;

import org.mediaplanner.events.identity.PrefixedId;
import org.mediaplanner.gateway.testing.Tenant.Reply;
import org.springframework.jdbc.core.JdbcTemplate;

/** An event that a processor is said not to have handled. */
public final class ParkedLetter {

    private static final String ERROR = "Made by a test";

    private ParkedLetter() {}

    /** Parks the tagging of a client called {@code name}, as its processor would; answers the letter's id. */
    public static String of(Tenant tenant, String name) {
        String aggregate = tenant.post("/clients", "{\"name\": \"" + name + "\"}").is(201).at("/id");
        Reply tagged = tenant.patch("/clients/" + aggregate, "{\"tags\": [\"parked\"]}", "If-Match", "\"1\"").is(200);
        // Or the processor comes to it afterwards, and finds it parked.
        tenant.get("/clients/" + aggregate + "?minPosition=" + tagged.header("X-Event-Position")).is(200);
        String letter = PrefixedId.next("dlt");
        JdbcTemplate jdbc = RunningApplication.instance().bean(JdbcTemplate.class);
        jdbc.update("""
                INSERT INTO event_store.dead_letter (id, processor_name, global_index, tenant_id, aggregate_id,
                                                     event_type, error, attempts, state)
                SELECT ?, 'client', global_index, tenant_id, aggregate_id, payload_type, ?, 4, 'PARKED'
                  FROM event_store.domain_event WHERE aggregate_id = ? ORDER BY global_index DESC LIMIT 1
                """, letter, ERROR, aggregate);
        return letter;
    }

    /** Takes all of them back: what was dismissed is done without only as long as its letter says so. */
    public static void forgetAll() {
        new JdbcTemplate(RunningApplication.instance().database().superuser())
                .update("DELETE FROM event_store.dead_letter WHERE error = ?", ERROR);
    }
}
