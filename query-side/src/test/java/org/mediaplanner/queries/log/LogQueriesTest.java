package org.mediaplanner.queries.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.client.ClientEvent.ClientCreated;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.performance.BatchId;
import org.mediaplanner.events.performance.PerformanceEvent.FxRate;
import org.mediaplanner.events.performance.PerformanceEvent.FxRatesRecorded;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.log.LogQuery.EventFilter;
import org.mediaplanner.queries.log.LogQuery.FindHead;
import org.mediaplanner.queries.log.LogQuery.FollowLog;
import org.mediaplanner.queries.log.LogQuery.ListEvents;
import org.mediaplanner.queries.log.LogQuery.Slice;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.PageRequest;
import org.mediaplanner.queries.testing.QueryNode;

class LogQueriesTest {

    private final TenantId tenant = TenantId.next();
    private final ClientId client = ClientId.next();

    @Test
    void a_log_is_listed_in_its_own_positions_page_by_page() {
        publish(7);
        QueryNode.publish(TenantId.next(), new ClientCreated(ClientId.next(), "Other", null, List.of()));

        Page<LoggedEvent> first = QueryNode.ask(tenant,
                new ListEvents(EventFilter.ALL, 0, new PageRequest(5, null, true)));
        Page<LoggedEvent> second = QueryNode.ask(tenant,
                new ListEvents(EventFilter.ALL, 0, new PageRequest(5, first.nextCursor(), false)));

        assertThat(positions(first.items())).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(first.total()).isEqualTo(7);
        assertThat(positions(second.items())).containsExactly(6L, 7L);
        assertThat(second.nextCursor()).isNull();
        assertThat(positions(list(EventFilter.ALL, 4))).containsExactly(5L, 6L, 7L);
        LoggedEvent event = first.items().get(1);
        assertThat(event.type()).isEqualTo("client.renamed");
        assertThat(event.aggregateId()).isEqualTo(client.value());
        assertThat(event.aggregateVersion()).isEqualTo(2);
        assertThat(event.tenantId()).isEqualTo(tenant);
        assertThat(event.actor().id()).isEqualTo("usr_test");
        assertThat(event.data().path("after").asString()).isEqualTo("Name 1");
    }

    @Test
    void what_is_listed_can_be_of_some_types_or_of_one_aggregate() {
        publish(3);
        ClientId second = ClientId.next();
        QueryNode.publish(tenant, new ClientCreated(second, "Second", null, List.of()));

        assertThat(positions(list(new EventFilter(Set.of("client.created"), null), 0))).containsExactly(1L, 4L);
        assertThat(positions(list(new EventFilter(Set.of("client.created", "client.renamed"), client.value()), 0)))
                .containsExactly(1L, 2L, 3L);
        assertThat(list(new EventFilter(Set.of(), "cli_nobody"), 0)).isEmpty();
    }

    @Test
    void who_follows_gets_slices_that_leave_nothing_out_and_always_get_further() {
        publish(250);
        long head = QueryNode.ask(tenant, new FindHead());
        List<LoggedEvent> followed = new ArrayList<>();
        int slices = 0;
        for (long after = 0; after < head; slices++) {
            Slice slice = QueryNode.ask(tenant, new FollowLog(EventFilter.ALL, after, head));
            assertThat(slice.through()).isGreaterThan(after);
            followed.addAll(slice.events());
            after = slice.through();
        }
        assertThat(head).isEqualTo(250);
        assertThat(slices).isEqualTo(3);
        assertThat(positions(followed)).containsExactlyElementsOf(LongStream.rangeClosed(1, 250).boxed().toList());
        assertThat(QueryNode.ask(tenant, new FollowLog(new EventFilter(Set.of("client.created"), null), 0, 120)))
                .satisfies(slice -> assertThat(slice.through()).isEqualTo(120))
                .satisfies(slice -> assertThat(positions(slice.events())).containsExactly(1L));
    }

    @Test
    void nobody_gets_past_the_end_of_the_log_whatever_is_asked_for() {
        publish(3);
        assertThat(QueryNode.ask(tenant, new FollowLog(EventFilter.ALL, 1, 1_000)))
                .satisfies(slice -> assertThat(positions(slice.events())).containsExactly(2L, 3L))
                .satisfies(slice -> assertThat(slice.through()).isEqualTo(3))
                .satisfies(slice -> assertThat(slice.more()).isFalse());
        assertThat(QueryNode.ask(tenant, new FollowLog(EventFilter.ALL, 3, 1_000)))
                .isEqualTo(new Slice(List.of(), 3, false));
        assertThat(QueryNode.ask(tenant, new FollowLog(new EventFilter(Set.of("client.archived"), null), 0, 2)))
                .isEqualTo(new Slice(List.of(), 2, false));
    }

    @Test
    void a_slice_is_bounded_in_bytes_but_never_empty_for_it() {
        publishLarge(300_000);

        Slice slice = QueryNode.ask(tenant, new FollowLog(EventFilter.ALL, 0, 4));

        assertThat(positions(slice.events())).containsExactly(1L);
        assertThat(slice.through()).isEqualTo(1);
    }

    @Test
    void a_page_of_large_events_ends_early_and_the_next_goes_on_behind_it() {
        publishLarge(900_000);

        Page<LoggedEvent> first = QueryNode.ask(tenant, new ListEvents(EventFilter.ALL, 0, PageRequest.first(4)));
        assertThat(first.items()).hasSizeBetween(1, 3);
        List<LoggedEvent> all = new ArrayList<>(first.items());
        for (String cursor = first.nextCursor(); cursor != null;) {
            Page<LoggedEvent> next = QueryNode.ask(tenant, new ListEvents(EventFilter.ALL, 0,
                    new PageRequest(4, cursor, false)));
            all.addAll(next.items());
            cursor = next.nextCursor();
        }
        assertThat(positions(all)).containsExactly(1L, 2L, 3L, 4L);
    }

    /** Four events of so many random letters each, which hardly compress. */
    private void publishLarge(int letters) {
        String large = new Random(1).ints(letters, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        QueryNode.publish(tenant, IntStream.range(0, 4).mapToObj(day -> new FxRatesRecorded(BatchId.next(),
                List.of(new FxRate(Currency.getInstance("EUR"), Currency.getInstance("USD"),
                        LocalDate.EPOCH.plusDays(day), null, BigDecimal.ONE, large))))
                .toList());
    }

    @Test
    void nothing_of_another_tenant_is_seen_whatever_is_asked() {
        publish(2);
        TenantId other = TenantId.next();

        assertThat(QueryNode.ask(other, new FindHead())).isZero();
        assertThat(QueryNode.ask(other, new ListEvents(new EventFilter(Set.of(), client.value()), 0,
                PageRequest.first(10))).items()).isEmpty();
        assertThat(QueryNode.ask(other, new FollowLog(EventFilter.ALL, 0, 2)).events()).isEmpty();
    }

    private void publish(int events) {
        QueryNode.publish(tenant, new ClientCreated(client, "Name 0", null, List.of()));
        for (int i = 1; i < events; i++) {
            QueryNode.publish(tenant, new ClientRenamed(client, "Name " + (i - 1), "Name " + i));
        }
    }

    private List<LoggedEvent> list(EventFilter filter, long after) {
        return QueryNode.ask(tenant, new ListEvents(filter, after, PageRequest.first(10))).items();
    }

    private static List<Long> positions(List<LoggedEvent> events) {
        return events.stream().map(LoggedEvent::position).toList();
    }
}
