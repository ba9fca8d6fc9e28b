package org.mediaplanner.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the role that answers questions can see of the whole product's database. */
class ReaderRightsTest {

    private static final String READABLE = """
            SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
               AND has_schema_privilege('test_reader', n.oid, 'USAGE')
               AND has_table_privilege('test_reader', c.oid, 'SELECT')
            """;

    private final JdbcClient jdbc = RunningApplication.instance().bean(JdbcClient.class);

    @Test
    void every_table_that_it_can_read_shows_one_tenant_only() {
        List<String> open = jdbc.sql(READABLE + "AND NOT (c.relrowsecurity AND c.relforcerowsecurity)")
                .query(String.class).list();

        assertThat(open).as("how far processors are, which tells of no tenant")
                .containsExactly("event_store.token_entry");
    }

    @Test
    void accounts_keys_and_processes_are_none_of_its_business() {
        assertThat(jdbc.sql(READABLE).query(String.class).list()).contains("query_side.campaign")
                .filteredOn(table -> table.startsWith("command_side.") || table.startsWith("sagas."))
                .containsExactlyInAnyOrder("sagas.file", "sagas.file_piece");
    }
}
