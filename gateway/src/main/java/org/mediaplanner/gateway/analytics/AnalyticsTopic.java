package org.mediaplanner.gateway.analytics;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.performance.PerformanceEvent;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.analytics.AnalyticsTopic.Days;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.stream.EventNames;
import org.mediaplanner.gateway.stream.StateTopic;
import org.mediaplanner.gateway.stream.StreamFilter;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskBreakdown;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskOutcomes;
import org.mediaplanner.queries.log.LoggedEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Which figures are worth reading again: whose, and from when to when. */
@Component
final class AnalyticsTopic extends StateTopic<Days> {

    private static final Set<String> TYPES = EventNames.of(PerformanceEvent.class);
    /** In which list of an event the days are, and which figures they are of. */
    private static final Map<String, String> SCOPES = Map.of("facts", "performance", "restatements", "performance",
            "outcomes", "outcomes", "rates", "fx-rates");

    /** Where a row says how many days it stands for. */
    private static final List<String> PERIODS = List.of("/periodDays", "/values/periodDays", "/before/periodDays",
            "/after/periodDays");

    AnalyticsTopic(Queries queries, HttpJson json) {
        super(queries, json);
    }

    /** Both included. */
    record Days(LocalDate from, LocalDate to) {

        Days and(Days other) {
            return new Days(from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
        }
    }

    /** @param scope performance, outcomes or fx-rates */
    record Reread(String scope, LocalDate from, LocalDate to) {}

    @Override
    public String name() {
        return "analytics";
    }

    @Override
    public String description() {
        return "Which figures to read again: {scope: performance, outcomes or fx-rates, from, to}";
    }

    @Override
    protected Set<String> types() {
        return TYPES;
    }

    @Override
    protected List<Class<? extends Query<?>>> questions() {
        return List.of(AskBreakdown.class, AskOutcomes.class);
    }

    /** Facts come in batches, of many campaigns at once. */
    @Override
    protected @Nullable String aggregate(StreamFilter filter) {
        return null;
    }

    @Override
    protected Map<String, Days> changes(StreamFilter filter, LoggedEvent event) {
        String campaign = filter.aggregate();
        Predicate<JsonNode> wanted = row -> campaign == null || campaign.equals(row.path("campaignId").asString(""));
        Map<String, Days> changed = new LinkedHashMap<>();
        SCOPES.forEach((list, scope) -> event.data().path(list).valueStream().filter(wanted)
                .forEach(row -> changed.merge(scope, days(row), Days::and)));
        return changed;
    }

    private static Days days(JsonNode row) {
        LocalDate first = LocalDate.parse(row.path("date").asString());
        int days = PERIODS.stream().mapToInt(place -> row.at(place).asInt(1)).max().orElse(1);
        return new Days(first, first.plusDays(days - 1L));
    }

    @Override
    protected Days merge(Days earlier, Days later) {
        return earlier.and(later);
    }

    @Override
    protected Mono<? extends Map<String, ?>> newest(TenantId tenant, Map<String, Days> changed) {
        Map<String, Reread> rereads = new LinkedHashMap<>();
        changed.forEach((scope, days) -> rereads.put(scope, new Reread(scope, days.from(), days.to())));
        return Mono.just(rereads);
    }
}
