package org.mediaplanner.eventstore.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.FreeText;
import org.mediaplanner.events.budget.BudgetEvent.BudgetFunded;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientEvent.ClientCreated;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientEvent.ClientTagged;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.AggregateEvents.AggregateRef;
import org.mediaplanner.eventstore.EventShapes.Stored;
import org.mediaplanner.eventstore.database.WithoutDatabase;
import org.mediaplanner.eventstore.serialization.EventPlace;
import org.mediaplanner.eventstore.testing.EventSamples;
import org.mediaplanner.eventstore.testing.TestEvents;
import org.mediaplanner.eventstore.vault.TenantKey.SealBroken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What people type is in the table for nobody but who has the tenant's key, and in events as they typed it. */
class FreeTextTest {

    private static final String MARKER = "Frau \"Müller\" \\ {\"$sealed\": \"x\"} 😀";

    private final Storage storage = new Storage();
    private final TenantId tenant = TenantId.next();
    private final ClientId client = ClientId.next();

    @Test
    void nothing_that_people_typed_is_in_the_table() {
        for (DomainEvent event : EventSamples.ALL) {
            storage.append(List.of(TestEvents.alone(tenant, event)));
        }
        storage.append(tenant, new ClientCreated(client, MARKER, null, List.of(MARKER, "")));

        String table = table();
        assertThat(typed()).hasSizeGreaterThan(20).allSatisfy(
                text -> assertThat(table).doesNotContain("\"" + text + "\""));
        assertThat(table).doesNotContain("Müller").contains(client.value(), "$sealed", "$sealedList");
    }

    /** In every sample, wherever it stands: whatever is annotated, and long enough to be no accident. */
    private static Set<String> typed() {
        Set<String> found = new HashSet<>();
        EventSamples.ALL.forEach(event -> collect(event, found));
        found.removeIf(text -> text.length() < 4);
        return found;
    }

    private static void collect(Object value, Set<String> found) {
        if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, found));
        }
        if (!(value instanceof Record)) {
            return;
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object held = held(component, value);
            if (held != null && component.isAnnotationPresent(FreeText.class)) {
                (held instanceof List<?> list ? list : List.of(held)).forEach(text -> found.add((String) text));
            } else if (held != null) {
                collect(held, found);
            }
        }
    }

    private static @Nullable Object held(RecordComponent component, Object value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void only_texts_and_lists_of_texts_can_be_free() {
        Set<Class<?>> seen = new HashSet<>();
        DomainEvent.types().forEach(type -> look(type, seen));
        assertThat(seen).hasSizeGreaterThan(DomainEvent.types().size());
    }

    private static void look(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType of) {
            for (Type argument : of.getActualTypeArguments()) {
                look(argument, seen);
            }
        }
        if (!(type instanceof Class<?> raw) || !raw.getName().startsWith("org.mediaplanner.") || !seen.add(raw)) {
            return;
        }
        if (raw.isSealed()) {
            for (Class<?> member : raw.getPermittedSubclasses()) {
                look(member, seen);
            }
        }
        for (Field field : raw.getDeclaredFields()) {
            if (field.isAnnotationPresent(FreeText.class)) {
                assertThat(field.getGenericType().getTypeName()).as(field.toString())
                        .isIn("java.lang.String", "java.util.List<java.lang.String>");
            } else {
                look(field.getGenericType(), seen);
            }
        }
    }

    @Test
    void whichever_way_it_is_read_it_reads_as_it_was_typed() {
        ClientCreated created = new ClientCreated(client, MARKER, Currency.getInstance("EUR"),
                List.of(MARKER, "", "b"));
        storage.append(tenant, created);

        assertThat(read()).isEqualTo(created);
        assertThat(storage.events.readEvents(null, false).findFirst().orElseThrow().getPayload()).isEqualTo(created);
        assertThat(aggregates().read(new AggregateRef(tenant, client.value()), 0)).singleElement()
                .satisfies(message -> assertThat(message.getPayload()).isEqualTo(created));
        UpcastedShapes shapes = new UpcastedShapes(storage.serializer, storage.upcasters, storage.vault.vault());
        assertThat(shapes.of(tenant).newest(stored()).data().at("/tags/0").asString()).isEqualTo(MARKER);
        assertThat(shapes.known(tenant).orElseThrow().words(client.value(), 1, "client.created", payload()))
                .contains("Müller").doesNotContain("$sealedList");
    }

    @Test
    void a_long_list_is_opened_as_it_was() {
        ClientTagged tagged = new ClientTagged(client, List.of(), IntStream.range(0, 9_000)
                .mapToObj(i -> "tag " + i).toList());
        storage.append(tenant, tagged);

        assertThat(read()).isEqualTo(tagged);
    }

    @Test
    void what_was_moved_to_another_field_event_or_tenant_is_refused() {
        ClientId other = ClientId.next();
        TenantId stranger = TenantId.next();
        storage.append(tenant, new ClientRenamed(client, "Typed", "Meant"));
        storage.append(tenant, new ClientRenamed(other, "Other", "Another"));
        storage.append(stranger, new ClientRenamed(ClientId.next(), "Strange", "Stranger"));

        spoil("payload = jsonb_set(payload, '{before}', payload -> 'after')", "aggregate_id = ?", client.value());
        assertThatExceptionOfType(SealBroken.class).isThrownBy(this::read);
        spoil("payload = jsonb_set(payload, '{before}', (SELECT payload -> 'before' FROM event_store.domain_event"
                + " WHERE aggregate_id = '" + other.value() + "'))", "aggregate_id = ?", client.value());
        assertThatExceptionOfType(SealBroken.class).isThrownBy(this::read);
        spoil("sequence_number = 1", "aggregate_id = ?", other.value());
        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> log().ofAggregate(tenant, other.value()));
        spoil("tenant_id = '" + tenant.value() + "'", "tenant_id = ?", stranger.value());
        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> log().between(2, 3));
    }

    @Test
    void after_the_key_is_destroyed_texts_read_erased_and_all_else_as_before() {
        BudgetId ledger = BudgetId.next();
        storage.append(tenant, new ClientCreated(client, MARKER, Currency.getInstance("EUR"), List.of(MARKER)));
        storage.append(tenant, new BudgetFunded(ledger, Money.of("1.50", "EUR"), MARKER));

        storage.vault.vault().destroy(tenant);

        ClientCreated erased = new ClientCreated(client, FreeText.ERASED, Currency.getInstance("EUR"),
                List.of(FreeText.ERASED));
        assertThat(log().between(0, 2)).extracting(event -> (Object) event.event()).containsExactly(erased,
                new BudgetFunded(ledger, Money.of("1.50", "EUR"), FreeText.ERASED));
        assertThat(aggregates().read(new AggregateRef(tenant, client.value()), 0).getFirst().getPayload())
                .isEqualTo(erased);
    }

    @Test
    void what_is_typed_after_that_is_not_kept() {
        storage.vault.vault().destroy(tenant);
        storage.append(tenant, new ClientCreated(client, MARKER, null, List.of(MARKER)));

        assertThat(table()).doesNotContain("Müller");
        assertThat(read()).isEqualTo(new ClientCreated(client, FreeText.ERASED, null, List.of(FreeText.ERASED)));
    }

    @Test
    void what_an_older_release_wrote_in_plain_is_read_as_it_is() {
        storage.append(tenant, new ClientRenamed(client, "A", "B"));
        spoil("payload = jsonb_build_object('clientId', aggregate_id, 'before', 'Plain', 'after', '{\"$sealed\": 1}')",
                "aggregate_id = ?", client.value());

        assertThat(read()).isEqualTo(new ClientRenamed(client, "Plain", "{\"$sealed\": 1}"));
        storage.vault.vault().destroy(tenant);
        assertThat(read()).isEqualTo(new ClientRenamed(client, "Plain", "{\"$sealed\": 1}"));
    }

    @Test
    void where_the_database_must_not_be_asked_for_a_key_that_is_said_before_anything_is_written() {
        ClientRenamed renamed = new ClientRenamed(client, "A", "B");

        assertThatExceptionOfType(WithoutDatabase.Needed.class).isThrownBy(() -> WithoutDatabase.during(
                () -> storage.texts.sealed(renamed, new EventPlace(tenant, client.value(), 0, "client.renamed"))));
    }

    @Test
    void an_event_without_a_text_needs_no_key() {
        storage.append(tenant, new ClientArchived(client));
        storage.append(tenant, new ClientTagged(ClientId.next(), List.of(), List.of()));

        assertThat(log().between(0, 2)).hasSize(2);
        assertThat(storage.value(Long.class, "SELECT count(*) FROM event_store.tenant_key")).isZero();
    }

    private DomainEvent read() {
        return log().ofAggregate(tenant, client.value()).getFirst().event();
    }

    private PostgresEventLog log() {
        return new PostgresEventLog(storage.jdbc, storage.decoder(), storage.serializer);
    }

    private PostgresAggregateEvents aggregates() {
        return new PostgresAggregateEvents(storage.jdbc, storage.serializer, storage.upcasters, storage.texts);
    }

    private Stored stored() {
        return new Stored("client", client.value(), 1, UUID.randomUUID(), "client.created", 1, payload(), "{}",
                Instant.EPOCH);
    }

    private String payload() {
        return storage.value(String.class, "SELECT payload::text FROM event_store.domain_event WHERE aggregate_id = ?",
                client.value());
    }

    private String table() {
        return storage.value(String.class, "SELECT string_agg(payload::text, ' ') FROM event_store.domain_event");
    }

    /** Nobody but a superuser who switches triggers off can. */
    private void spoil(String set, String where, String value) {
        SingleConnectionDataSource connection = new SingleConnectionDataSource(storage.database.url(), "postgres",
                "postgres", true);
        JdbcClient superuser = JdbcClient.create(connection);
        superuser.sql("SET session_replication_role = replica").update();
        superuser.sql("UPDATE event_store.domain_event SET " + set + " WHERE " + where).param(value).update();
        connection.destroy();
    }
}
