package org.mediaplanner.queries.budget;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import io.r2dbc.spi.Readable;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.events.budget.Budget;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.budget.BudgetEntry.EntryMove;
import org.mediaplanner.queries.budget.BudgetEntry.Kind;
import org.mediaplanner.queries.budget.BudgetQuery.BudgetView;
import org.mediaplanner.queries.budget.BudgetQuery.FedCampaign;
import org.mediaplanner.queries.budget.BudgetQuery.FindBudget;
import org.mediaplanner.queries.budget.BudgetQuery.ListBudgetEntries;
import org.mediaplanner.queries.budget.BudgetQuery.ListBudgets;
import org.mediaplanner.queries.history.Actor;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.projection.ViewJson;
import org.mediaplanner.queries.reading.Keyset;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.QueryHandler;
import org.mediaplanner.queries.reading.QueryHandlers;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers what is asked about ledgers. */
@Component
final class BudgetQueries implements QueryHandlers {

    private static final String SELECTED = """
            state::text AS state, version, created_at, created_by, updated_at FROM query_side.budget
            """;
    private static final String ENTRIES = """
            position, at, actor_type, actor_id, kind, moves::text AS moves, reason
              FROM query_side.budget_entry
              JOIN event_store.tenant_log log USING (tenant_id, global_index)
            """;

    private final TenantReader reader;

    BudgetQueries(TenantReader reader) {
        this.reader = reader;
    }

    @Override
    public List<QueryHandler<?, ?>> handlers() {
        Set<String> reads = Set.of(BudgetProjection.NAME, "campaign", "campaign-total");
        return List.of(QueryHandler.of(FindBudget.class, reads, this::find),
                QueryHandler.of(ListBudgets.class, reads, this::list),
                QueryHandler.of(ListBudgetEntries.class, Set.of(BudgetProjection.NAME, BudgetEntryProjection.NAME,
                        "tenant-log"), this::entries));
    }

    private Mono<BudgetView> find(TenantId tenant, FindBudget query) {
        return row(tenant, query.id().value()).flatMap(budget -> fed(tenant, List.of(budget))
                .map(fed -> view(budget, fed)));
    }

    private Mono<Page<BudgetView>> list(TenantId tenant, ListBudgets query) {
        Sql filtered = Sql.of("WHERE tenant_id = :tenant").bind("tenant", tenant.value())
                .andContains("name", query.words()).and("closed = :closed", "closed", query.closed())
                .andAny("client_id", "clients", query.clients());
        Keyset keyset = switch (query.sort()) {
            case NAME -> new Keyset("name", "text", "budget_id", query.descending());
            case CREATED_AT -> new Keyset("created_at", "timestamptz", "budget_id", query.descending());
            case UPDATED_AT -> new Keyset("updated_at", "timestamptz", "budget_id", query.descending());
        };
        return keyset.page(reader, tenant, SELECTED, filtered, query.page(), row -> Rows.stamped(row, Budget.class))
                .flatMap(page -> fed(tenant, page.items()).map(fed -> page.map(budget -> view(budget, fed))));
    }

    private Mono<Page<BudgetEntry>> entries(TenantId tenant, ListBudgetEntries query) {
        Sql filtered = Sql.of("WHERE tenant_id = :tenant AND budget_id = :id").bind("tenant", tenant.value())
                .bind("id", query.id().value());
        return row(tenant, query.id().value()).flatMap(budget -> new Keyset("position", "bigint", "budget_id", true)
                .page(reader, tenant, ENTRIES, filtered, query.page(), BudgetQueries::entry));
    }

    private Mono<Stamped<Budget>> row(TenantId tenant, String id) {
        return reader.one(tenant, Sql.of("SELECT " + SELECTED + "WHERE tenant_id = :tenant AND budget_id = :id")
                .bind("tenant", tenant.value()).bind("id", id), row -> Rows.stamped(row, Budget.class));
    }

    /** What is known of every campaign that has an allocation in one of {@code budgets}. */
    private Mono<Map<CampaignId, FedCampaign>> fed(TenantId tenant, Collection<Stamped<Budget>> budgets) {
        List<String> ids = budgets.stream().flatMap(budget -> budget.state().allocations().keySet().stream())
                .map(CampaignId::value).distinct().toList();
        if (ids.isEmpty()) {
            return Mono.just(Map.of());
        }
        Sql named = Sql.of("""
                SELECT campaign_id, name, currency, coalesce(cost_micros, 0) AS cost_micros
                  FROM query_side.campaign LEFT JOIN query_side.campaign_total USING (tenant_id, campaign_id)
                 WHERE tenant_id = :tenant
                """).bind("tenant", tenant.value()).andAny("campaign_id", "ids", ids);
        return reader.all(tenant, named, row -> Map.entry(CampaignId.of(Rows.text(row, "campaign_id")),
                new FedCampaign(Rows.text(row, "name"),
                        Money.ofMicros(Rows.number(row, "cost_micros"), Rows.text(row, "currency")))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static BudgetView view(Stamped<Budget> budget, Map<CampaignId, FedCampaign> fed) {
        Map<CampaignId, FedCampaign> own = new HashMap<>(fed);
        own.keySet().retainAll(budget.state().allocations().keySet());
        return new BudgetView(budget, own);
    }

    private static BudgetEntry entry(Readable row) {
        return new BudgetEntry(Rows.number(row, "position"), Rows.instant(row, "at"),
                new Actor(ActorType.valueOf(Rows.text(row, "actor_type")), Rows.text(row, "actor_id")),
                Kind.valueOf(Rows.text(row, "kind")),
                List.of(ViewJson.read(Rows.text(row, "moves"), EntryMove[].class)),
                Rows.textOrNull(row, "reason"));
    }
}
