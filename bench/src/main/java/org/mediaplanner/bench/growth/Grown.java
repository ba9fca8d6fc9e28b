package org.mediaplanner.bench.growth;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.bench.product.Door;
import org.mediaplanner.bench.product.Door.Answer;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A history that planners gave over HTTP, and copies of it: each is made of aggregates of its own, in the same
 * organisation or in others. What commands look up is copied too; read models are left to the product. What people typed
 * is sealed for the place where they did: in copies it is in plain, as releases wrote it that sealed nothing.
 */
final class Grown {

    /** Copies that are made at once. */
    private static final int BATCH = 200;
    private static final int CAMPAIGNS = 4;
    private static final int TOGGLES = 8;
    private static final int DAYS = 40;

    /** Ids end in a UUID whose first eight digits are the time: others in their place make another id. */
    private static final String COPIES = """
            WITH copy AS (SELECT n, '_' || lpad(to_hex(n), 8, '0') || '-' AS digits,
                                 CASE WHEN n % :organisations = 0 THEN :tenant
                                      ELSE regexp_replace(:tenant, '_[0-9a-f]{8}-',
                                               '_' || lpad(to_hex(n % :organisations), 8, '0') || '-') END AS owner
                            FROM generate_series(:first, :last) AS n)
            """;
    private static final List<String> STATEMENTS = List.of(
            """
                    INSERT INTO event_store.domain_event (tenant_id, aggregate_id, sequence_number, aggregate_type, event_id,
                        payload_type, payload_revision, payload, metadata, occurred_at)
                    SELECT owner, regexp_replace(aggregate_id, '_[0-9a-f]{8}-', digits), sequence_number, aggregate_type,
                           gen_random_uuid(), payload_type, payload_revision,
                           regexp_replace(words, '_[0-9a-f]{8}-', digits, 'g')::jsonb, metadata, occurred_at
                      FROM copy, event_store.domain_event
                           JOIN unnest(:events::uuid[], :words::text[]) AS opened (event_id, words) USING (event_id) WHERE tenant_id = :tenant AND global_index <= :until
                     ORDER BY n, global_index
                    """,
            """
                    INSERT INTO command_side.taken_name
                    SELECT owner, kind, name || ' ' || n, regexp_replace(holder, '_[0-9a-f]{8}-', digits)
                      FROM copy, command_side.taken_name WHERE tenant_id = :tenant AND holder = ANY (:ids)
                    """,
            """
                    INSERT INTO command_side.campaign_register
                    SELECT owner, regexp_replace(campaign_id, '_[0-9a-f]{8}-', digits), name, currency, spent_micros, NULL
                      FROM copy, command_side.campaign_register WHERE tenant_id = :tenant AND campaign_id = ANY (:ids)
                    """,
            """
                    INSERT INTO command_side.known_fact
                    SELECT owner, regexp_replace(campaign_id, '_[0-9a-f]{8}-', digits), day, period_days, impressions,
                           clicks, cost_micros, conversion_millionths, conversion_value_micros
                      FROM copy, command_side.known_fact WHERE tenant_id = :tenant AND campaign_id = ANY (:ids)
                    """);

    private final Door door;
    private final JdbcClient jdbc;
    private final int organisations;
    private final String token;
    private final String tenant;
    private final List<String> ids = new ArrayList<>();
    private final Map<String, String> words = new LinkedHashMap<>();
    private final long until;
    private int copies;

    /** @param organisations who share all copies */
    Grown(Door door, JdbcClient jdbc, int organisations) throws InterruptedException {
        this.door = door;
        this.jdbc = jdbc;
        this.organisations = organisations;
        this.token = door.register("grown@example.com");
        this.tenant = door.get(token, "/auth/me").json().at("/tenant/id").asString();
        live();
        this.until = events();
        read();
    }

    String token() {
        return token;
    }

    /** Campaigns of the first organisation that were there before any copy. */
    List<String> campaigns() {
        return ids.stream().filter(id -> id.startsWith("cmp_")).toList();
    }

    /** How many there are; nothing else makes numbers that are not used. */
    long events() {
        return jdbc.sql("SELECT coalesce(max(global_index), 0) FROM event_store.domain_event").query(Long.class)
                .single();
    }

    /** Copies until there are {@code events}. */
    void until(long events) {
        while (events() < events) {
            int first = copies + 1;
            copies += BATCH;
            for (String statement : STATEMENTS) {
                jdbc.sql(COPIES + statement).param("organisations", organisations).param("tenant", tenant)
                        .param("first", first).param("last", copies).param("until", until)
                        .param("events", words.keySet().toArray(String[]::new))
                        .param("words", words.values().toArray(String[]::new))
                        .param("ids", ids.toArray(String[]::new)).update();
            }
        }
    }

    private void live() throws InterruptedException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        ids.add(made("/clients", "{\"name\": \"Advertiser\"}"));
        String ledger = made("/budgets", "{\"name\": \"Year\", \"currency\": \"EUR\"}");
        ids.add(ledger);
        give("/budgets/" + ledger + "/fund", "{\"amount\": {\"amount\": \"900.00\", \"currency\": \"EUR\"}}", 1L);
        for (int i = 0; i < CAMPAIGNS; i++) {
            String id = made("/campaigns", Door.campaign());
            ids.add(id);
            give("/campaigns/" + id + "/launch", null, 1L);
            for (long version = 2; version < 2 + TOGGLES; version++) {
                give("/campaigns/" + id + (version % 2 == 0 ? "/pause" : "/resume"), null, version);
            }
        }
        for (int day = 1; day <= DAYS; day++) {
            LocalDate date = today.minusDays(day);
            List<String> facts = campaigns().stream().map(id -> """
                    {"campaignId": "%s", "date": "%s", "impressions": 1000, "clicks": 20,
                     "cost": {"amount": "12.34", "currency": "EUR"}}""".formatted(id, date)).toList();
            give("/performance/facts", "{\"facts\": [" + String.join(",", facts) + "]}", null);
        }
    }

    /** The words of each event as the product tells them. */
    private void read() throws InterruptedException {
        long all = jdbc.sql("SELECT count(*) FROM event_store.domain_event WHERE tenant_id = ?").param(tenant)
                .query(Long.class).single();
        while (words.size() < all) {
            door.get(token, "/events?limit=500").json().path("items").forEach(event -> words.put(
                    event.path("id").asString(), event.path("data").toString()));
        }
    }

    private String made(String path, String json) throws InterruptedException {
        return Door.until(() -> door.send("POST", path, token, json, null, null), 201).json().path("id").asString();
    }

    private Answer give(String path, @Nullable String json,
            @Nullable Long version) throws InterruptedException {
        return Door.until(() -> door.send("POST", path, token, json, null, version), 200);
    }
}
