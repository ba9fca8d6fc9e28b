package org.mediaplanner.queries.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.Projection.Step;
import org.mediaplanner.queries.testing.RandomLog;
import org.mediaplanner.queries.testing.ReadModels;

class FoldPropertiesTest {

    @Property(tries = 60)
    void folding_batch_after_batch_gives_the_rows_of_one_fold_of_the_whole_log(@ForAll long seed) {
        Random random = new Random(seed);
        List<RecordedEvent<?>> log = logOfTwoTenants(random);

        ReadModels.all().forEach(projection -> assertBatchesDoNotMatter(projection, log, random));
    }

    @Test
    void the_random_logs_hold_every_kind_of_event_and_something_for_every_projection() {
        Random random = new Random(7);
        List<RecordedEvent<?>> log = IntStream.range(0, 20).boxed().flatMap(i -> logOfTwoTenants(random).stream())
                .toList();

        assertThat(log.stream().<Class<?>>map(recorded -> recorded.event().getClass()).collect(Collectors.toSet()))
                .containsAll(DomainEvent.types());
        ReadModels.all().forEach(projection -> assertThat(steps(projection, log)).as(projection.name()).isNotEmpty());
    }

    @Property(tries = 20)
    void what_is_of_no_interest_changes_nothing(@ForAll long seed) {
        List<RecordedEvent<?>> log = logOfTwoTenants(new Random(seed));

        ReadModels.all().forEach(projection -> assertThat(log.stream()
                .filter(recorded -> projection.events().stream().noneMatch(type -> type.isInstance(recorded.event())))
                .flatMap(recorded -> projection.steps(recorded).stream())).as(projection.name()).isEmpty());
    }

    @Test
    void every_projection_has_a_name_and_a_table_of_its_own() {
        List<Projection<?, ?>> all = ReadModels.all();

        assertThat(all).hasSizeGreaterThanOrEqualTo(12);
        assertThat(all.stream().map(Projection::name)).doesNotHaveDuplicates();
        assertThat(all.stream().map(projection -> projection.table().name())).doesNotHaveDuplicates();
    }

    private static List<RecordedEvent<?>> logOfTwoTenants(Random random) {
        List<RecordedEvent<?>> log = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            TenantId tenant = TenantId.next();
            log.addAll(RandomLog.recorded(tenant, RandomLog.of(tenant, random, 100), 1 + log.size()));
        }
        return log;
    }

    private static <K, V> void assertBatchesDoNotMatter(Projection<K, V> projection, List<RecordedEvent<?>> log,
            Random random) {
        Map<K, @Nullable V> whole = new HashMap<>();
        ProjectionEngine.fold(steps(projection, log), whole);
        whole.values().removeIf(Objects::isNull);

        Map<K, @Nullable V> table = new HashMap<>();
        for (int from = 0; from < log.size();) {
            int to = Math.min(log.size(), from + 1 + random.nextInt(30));
            List<Step<K, V>> steps = steps(projection, log.subList(from, to));
            Set<K> touched = steps.stream().map(Step::key).collect(Collectors.toSet());
            Map<K, @Nullable V> rows = new HashMap<>(table);
            rows.keySet().retainAll(touched);
            ProjectionEngine.fold(steps, rows);
            table.putAll(rows);
            table.values().removeIf(Objects::isNull);
            from = to;
        }

        assertThat(table).as(projection.name()).isEqualTo(whole);
    }

    private static <K, V> List<Step<K, V>> steps(Projection<K, V> projection, List<RecordedEvent<?>> log) {
        return log.stream().flatMap(recorded -> projection.steps(recorded).stream()).toList();
    }
}
