package org.mediaplanner.gateway.plans;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mediaplanner.eventstore.database.SchemaMigration;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The tables of the product with the rows of many tenants, each like one that is there. */
final class LargeDatabase {

    private static final List<String> SCHEMAS = List.of("event_store", "command_side", "query_side", "sagas");
    private static final int TENANTS = 1_500;

    private final TestDatabase database = TestDatabase.create();

    /** @param running where the rows of {@code tenant} are */
    LargeDatabase(JdbcTemplate running, String tenant) {
        SCHEMAS.forEach(schema -> new SchemaMigration(database.properties()).migrate(schema, "classpath:db/" + schema));
        SingleConnectionDataSource connection = connect();
        JdbcTemplate large = new JdbcTemplate(connection);
        large.execute("SET session_replication_role = replica");
        columns(large).forEach((table, columns) -> {
            String mine = columns.containsKey("tenant_id")
                    ? "tenant_id = ?"
                    : columns.containsKey("session_id")
                            ? "session_id IN (SELECT session_id FROM command_side.session WHERE tenant_id = ?)"
                            : columns.containsKey("user_id")
                                    ? "user_id IN (SELECT user_id FROM command_side.member WHERE tenant_id = ?)"
                                    : "? IS NOT NULL";
            String rows = running.queryForObject("SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') FROM " + table
                    + " t WHERE " + mine, String.class, tenant);
            large.update("""
                    INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %3$s
                      FROM jsonb_populate_recordset(NULL::%1$s, ?::jsonb) AS r, generate_series(1, ?) AS n
                    """.formatted(table, String.join(", ", columns.keySet()),
                    columns.entrySet().stream().map(column -> value(column.getKey(), column.getValue()))
                            .collect(Collectors.joining(", "))),
                    rows, TENANTS);
        });
        large.execute("ANALYZE");
        connection.destroy();
    }

    /** One connection of the superuser, to be destroyed; it passes on what it is given, {@code $1} and all. */
    SingleConnectionDataSource connect() {
        return new SingleConnectionDataSource(database.url() + "?preferQueryMode=simple", "postgres", "postgres", true);
    }

    /** Ids and numbers that are no other tenant's: the first eight digits of a UUID make another of it. */
    private static String value(String column, String type) {
        return switch (type) {
            case "text", "uuid" -> """
                    regexp_replace(r.%1$s::text, '(^|[-_])[0-9a-f]{8}-', '\\1' || lpad(to_hex(n), 8, '0') || '-',
                                   'g')::%2$s""".formatted(column, type);
            case "bytea" -> "decode(md5(encode(r.%s, 'hex') || n), 'hex')".formatted(column);
            case "bigint" -> column.endsWith("index") ? "r." + column + " + n::bigint * 1000000" : "r." + column;
            default -> "r." + column;
        };
    }

    /** The type of each column, by table. */
    private static Map<String, Map<String, String>> columns(JdbcTemplate large) {
        Map<String, Map<String, String>> columns = new TreeMap<>();
        large.query("""
                SELECT table_schema || '.' || table_name, column_name, data_type FROM information_schema.columns
                  JOIN information_schema.tables USING (table_schema, table_name)
                 WHERE table_schema = ANY (?) AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
                   AND table_name NOT IN ('flyway_schema_history', 'token_entry', 'processor_fault', 'consistency_run')
                """, row -> {
            columns.computeIfAbsent(row.getString(1), table -> new TreeMap<>()).put(row.getString(2), row.getString(3));
        }, (Object) SCHEMAS.toArray(String[]::new));
        return columns;
    }
}
