package org.mediaplanner.gateway.campaign;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.gateway.campaign.CampaignFilters.CampaignListing;
import org.mediaplanner.gateway.campaign.CampaignFilters.Steps;
import org.mediaplanner.gateway.query.AtLeast;
import org.mediaplanner.gateway.query.Choice;
import org.mediaplanner.gateway.query.Choice.Sorting;
import org.mediaplanner.gateway.query.Page;
import org.mediaplanner.gateway.query.Paging;
import org.mediaplanner.gateway.query.Period;
import org.mediaplanner.gateway.query.Period.Days;
import org.mediaplanner.gateway.query.QueryRequest;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskCampaignAnalytics;
import org.mediaplanner.queries.analytics.Granularity;
import org.mediaplanner.queries.campaign.CampaignQuery.FindCampaign;
import org.mediaplanner.queries.campaign.CampaignQuery.FindCampaignHistory;
import org.mediaplanner.queries.campaign.CampaignQuery.FindCampaignPacing;
import org.mediaplanner.queries.campaign.CampaignQuery.ListCampaigns;
import org.mediaplanner.queries.campaign.CampaignQuery.Sort;
import org.mediaplanner.queries.campaign.CampaignQuery.Window;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What can be known of campaigns. */
@Tag(name = "campaigns")
@RestController
@RequestMapping(path = "/api/v1/campaigns", produces = MediaType.APPLICATION_JSON_VALUE)
class CampaignQueryController {

    private final Clock clock;

    CampaignQueryController(Clock clock) {
        this.clock = clock;
    }

    @Operation(summary = "List campaigns", description = "Without a status, all but the archived ones. With "
            + "include=metrics each carries its metrics from the first to the last day asked about, its spend and pace.")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Page<CampaignItemBody>> list(QueryRequest request, CampaignListing listing, Period period, Paging paging,
            AtLeast atLeast) {
        Instant now = clock.instant();
        Sorting<Sort> sorting = Choice.sorting(listing.sort(), Sort.class, new Sorting<>(Sort.CREATED_AT, true));
        Days days = period.days(today());
        Window figures = listing.withMetrics() ? new Window(days.from(), days.to()) : null;
        return request.ask(new ListCampaigns(listing.filter(), sorting.by(), sorting.descending(), paging.request(),
                figures, now), atLeast, page -> Page.of(page, item -> CampaignItemBody.of(item, now)));
    }

    @Operation(summary = "Read a campaign", description = "Also an archived one.")
    @GetMapping("/{id}")
    Mono<CampaignBody> find(QueryRequest request, @PathVariable CampaignId id, AtLeast atLeast) {
        return request.askVersioned(new FindCampaign(id), atLeast,
                campaign -> CampaignBody.of(campaign, clock.instant()), CampaignBody::version);
    }

    @Operation(summary = "Read what a campaign may spend")
    @GetMapping("/{id}/budget")
    Mono<CampaignBudgetBody> budget(QueryRequest request, @PathVariable CampaignId id, AtLeast atLeast) {
        return request.askVersioned(new FindCampaign(id), atLeast,
                campaign -> CampaignBudgetBody.of(campaign.version(), campaign.state()), CampaignBudgetBody::version);
    }

    @Operation(summary = "Read what happened to a campaign", description = "Newest first.")
    @GetMapping(path = "/{id}/history", produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Page<HistoryBody>> history(QueryRequest request, @PathVariable CampaignId id, Paging paging,
            AtLeast atLeast) {
        return request.ask(new FindCampaignHistory(id, paging.request()), atLeast,
                page -> Page.of(page, HistoryBody::of));
    }

    @Operation(summary = "Compare a campaign's spend with its plan", description = "As of the last complete day that data "
            + "cover, so that a late report is not taken for a slow campaign.")
    @GetMapping("/{id}/pacing")
    Mono<CampaignPacingBody> pacing(QueryRequest request, @PathVariable CampaignId id, AtLeast atLeast) {
        return request.ask(new FindCampaignPacing(id, clock.instant()), atLeast, CampaignPacingBody::of);
    }

    @Operation(summary = "Read what was measured of a campaign", description = "In its own currency. A fact of several days "
            + "is spread over its days exactly.")
    @GetMapping(path = "/{id}/analytics", produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<CampaignAnalyticsBody> analytics(QueryRequest request, @PathVariable CampaignId id, Steps steps,
            Period period, AtLeast atLeast) {
        Days days = period.days(today());
        Granularity granularity = Choice.of("granularity", steps.granularity(), Granularity.class, Granularity.DAY);
        return request.ask(new AskCampaignAnalytics(id, days.from(), days.to(), granularity, clock.instant()), atLeast,
                series -> CampaignAnalyticsBody.of(id, granularity, series));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
