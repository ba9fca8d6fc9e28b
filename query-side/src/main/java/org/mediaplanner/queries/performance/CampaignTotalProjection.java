package org.mediaplanner.queries.performance;

import java.util.List;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.eventstore.RecordedEvent;
import org.mediaplanner.queries.projection.AggregateKey;
import org.mediaplanner.queries.projection.Projection;
import org.mediaplanner.queries.projection.Table;

/** A row for each campaign: the sum of all its facts, so that lists and ledgers need not add up days. */
final class CampaignTotalProjection implements Projection<AggregateKey, Measures> {

    static final String NAME = "campaign-total";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table<AggregateKey, Measures> table() {
        return new Table<>("campaign_total", AggregateKey.columns("campaign_id"),
                Measures.columns(measures -> measures), Measures::read);
    }

    @Override
    public List<Class<? extends DomainEvent>> events() {
        return FactChange.EVENTS;
    }

    @Override
    public List<Step<AggregateKey, Measures>> steps(RecordedEvent<?> recorded) {
        return FactChange.of(recorded)
                .map(change -> new Step<AggregateKey, Measures>(change.campaign(recorded),
                        total -> total == null ? change.difference() : total.plus(change.difference())))
                .toList();
    }
}
