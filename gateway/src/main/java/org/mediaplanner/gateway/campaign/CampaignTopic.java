package org.mediaplanner.gateway.campaign;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.campaign.CampaignEvent;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.stream.EventNames;
import org.mediaplanner.gateway.stream.StateTopic;
import org.mediaplanner.gateway.stream.StreamFilter;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.campaign.CampaignQuery.CampaignItem;
import org.mediaplanner.queries.campaign.CampaignQuery.FindCampaign;
import org.mediaplanner.queries.log.LoggedEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Campaigns as they are in lists, each time one has changed. */
@Component
final class CampaignTopic extends StateTopic<CampaignId> {

    private static final Set<String> TYPES = EventNames.of(CampaignEvent.class);
    private static final int AT_ONCE = 4;

    private final Queries queries;
    private final Clock clock;

    CampaignTopic(Queries queries, HttpJson json, Clock clock) {
        super(queries, json);
        this.queries = queries;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "campaigns";
    }

    @Override
    public String description() {
        return "Each campaign that has changed, as an item of the list of campaigns";
    }

    @Override
    protected Set<String> types() {
        return TYPES;
    }

    @Override
    protected List<Class<? extends Query<?>>> questions() {
        return List.of(FindCampaign.class);
    }

    @Override
    protected @Nullable String aggregate(StreamFilter filter) {
        return filter.aggregate();
    }

    @Override
    protected Map<String, CampaignId> changes(StreamFilter filter, LoggedEvent event) {
        return Map.of(event.aggregateId(), CampaignId.of(event.aggregateId()));
    }

    @Override
    protected CampaignId merge(CampaignId earlier, CampaignId later) {
        return later;
    }

    @Override
    protected Mono<? extends Map<String, ?>> newest(TenantId tenant, Map<String, CampaignId> changed) {
        return Flux.fromIterable(changed.values())
                .flatMap(id -> queries.ask(tenant, new FindCampaign(id), null), AT_ONCE)
                .map(found -> CampaignItemBody.of(new CampaignItem(found.value(), null), clock.instant()))
                .collectMap(item -> item.id().value());
    }
}
