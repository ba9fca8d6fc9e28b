package org.mediaplanner.queries.campaign;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.campaign.Campaign;
import org.mediaplanner.events.campaign.CampaignEvent;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.AggregateKey;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.projection.Table;
import org.mediaplanner.queries.projection.Table.Column;
import org.mediaplanner.queries.projection.ViewJson;

/** A row for each campaign: what lists filter and sort by in columns, the whole of it as JSON. */
final class CampaignProjection implements Projection<AggregateKey, Stamped<Campaign>> {

    static final String NAME = "campaign";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<AggregateKey, Stamped<Campaign>> table() {
        List<Column<Stamped<Campaign>>> own = List.of(
                new Column<>("name", "text", row -> row.state().name()),
                new Column<>("channel", "text", row -> row.state().channel()),
                new Column<>("platform", "text", row -> row.state().platform()),
                new Column<>("objective", "text", row -> row.state().objective()),
                new Column<>("currency", "text", row -> row.state().currency()),
                new Column<>("start_date", "date", row -> row.state().flight().start()),
                new Column<>("end_date", "date", row -> row.state().flight().end()),
                new Column<>("time_zone", "text", row -> row.state().timeZone()),
                new Column<>("phase", "text", row -> row.state().phase()),
                new Column<>("client_id", "text", row -> row.state().clientId()),
                new Column<>("budget_id", "text", CampaignProjection::ledger),
                new Column<>("tags", "text[]", row -> ViewJson.array(row.state().tags())));
        return new Table<>("campaign", AggregateKey.columns("campaign_id"),
                Stream.concat(own.stream(), Stamped.<Campaign>columns().stream()).toList(),
                row -> Stamped.read(row, Campaign.class));
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return List.of(CampaignEvent.class);
    }

    @Override
    public boolean isStamped() {
        return true;
    }

    @Override
    public List<Step<AggregateKey, Stamped<Campaign>>> steps(RecordedEvent<?> recorded) {
        return recorded.event() instanceof CampaignEvent event
                ? List.of(new Step<>(AggregateKey.of(recorded),
                        row -> Stamped.after(row, Campaign.evolve(Stamped.stateOf(row), event), recorded)))
                : List.of();
    }

    private static @Nullable Object ledger(Stamped<Campaign> row) {
        var funding = row.state().funding();
        return funding == null || !row.state().isFedByLedger() ? null : funding.budgetId();
    }
}
