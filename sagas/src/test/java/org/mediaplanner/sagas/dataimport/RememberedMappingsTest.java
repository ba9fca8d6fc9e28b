package org.mediaplanner.sagas.dataimport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.performance.ImportMapping;
import org.mediaplanner.events.performance.ImportMapping.FractionalCounts;
import org.mediaplanner.events.performance.ImportMapping.Series;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.database.SchemaMigration;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.eventstore.vault.TestVault;
import org.mediaplanner.eventstore.vault.Vault;
import org.mediaplanner.queries.projection.ViewJson;
import org.mediaplanner.sagas.SagasModule.SagasMigrated;
import org.springframework.jdbc.core.simple.JdbcClient;

class RememberedMappingsTest {

    private static final List<String> COLUMNS = List.of("Day", "Cost");
    private static final ImportMapping MAPPING = new ImportMapping("Day", null, Currency.getInstance("EUR"), true, null,
            FractionalCounts.REFUSE,
            List.of(new Series("Müller's {Day}", "SEARCH", null, null, null, "Cost", null, null)),
            List.of());

    private final TestDatabase database = TestDatabase.withEventStore();
    private final JdbcClient jdbc = JdbcClient.create(database.writer());
    private final Vault vault = new TestVault(database).vault();
    private final TenantId tenant = TenantId.next();
    private final RememberedMappings mappings;

    RememberedMappingsTest() {
        new SchemaMigration(database.properties()).migrate("sagas", "classpath:db/sagas");
        mappings = new RememberedMappings(jdbc, new SagasMigrated(), vault);
    }

    @Test
    void what_was_approved_is_found_for_the_same_columns_of_the_same_tenant_and_kept_sealed() {
        mappings.keep(tenant, COLUMNS, MAPPING);
        mappings.keep(tenant, COLUMNS, MAPPING);

        assertThat(mappings.find(tenant, COLUMNS)).hasValue(MAPPING);
        assertThat(mappings.find(tenant, List.of("Day"))).isEmpty();
        assertThat(mappings.find(TenantId.next(), COLUMNS)).isEmpty();
        assertThat(jdbc.sql("SELECT string_agg(m::text, ' ') FROM sagas.import_mapping AS m").query(String.class)
                .single()).doesNotContain("Müller");
    }

    @Test
    void what_an_older_release_kept_in_plain_is_found() {
        jdbc.sql("INSERT INTO sagas.import_mapping (tenant_id, columns, mapping) VALUES (?, ?, ?::json)")
                .params(tenant.value(), ViewJson.write(COLUMNS), ViewJson.write(MAPPING)).update();

        assertThat(mappings.find(tenant, COLUMNS)).hasValue(MAPPING);
    }

    @Test
    void of_a_tenant_whose_key_was_destroyed_nothing_is_found_or_kept() {
        mappings.keep(tenant, COLUMNS, MAPPING);
        vault.destroy(tenant);

        assertThat(mappings.find(tenant, COLUMNS)).isEmpty();
        mappings.keep(tenant, List.of("Day"), MAPPING);
        assertThat(jdbc.sql("SELECT count(*) FROM sagas.import_mapping").query(Long.class).single()).isEqualTo(1);
    }
}
