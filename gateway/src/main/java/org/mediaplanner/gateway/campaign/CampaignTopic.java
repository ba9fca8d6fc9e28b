package org.mediaplanner.gateway.campaign;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.mediaplanner.events.campaign.CampaignEvent;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.json.HttpJson;
import org.mediaplanner.gateway.stream.EventNames;
import org.mediaplanner.gateway.stream.AggregateTopic;
import org.mediaplanner.queries.Queries;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.campaign.CampaignQuery.CampaignItem;
import org.mediaplanner.queries.campaign.CampaignQuery.FindCampaign;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Campaigns as they are in lists, each time one has changed. */
@Component
final class CampaignTopic extends AggregateTopic<CampaignId> {

    private static final Set<String> TYPES = EventNames.of(CampaignEvent.class);

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
    protected CampaignId id(String aggregateId) {
        return CampaignId.of(aggregateId);
    }

    @Override
    protected Mono<CampaignItemBody> state(TenantId tenant, CampaignId id) {
        return queries.ask(tenant, new FindCampaign(id), null)
                .map(found -> CampaignItemBody.of(new CampaignItem(found.value(), null), clock.instant()));
    }
}
