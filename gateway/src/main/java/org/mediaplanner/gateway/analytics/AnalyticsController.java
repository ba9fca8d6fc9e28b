package org.mediaplanner.gateway.analytics;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.mediaplanner.gateway.analytics.AnalyticsBodies.BreakdownBody;
import org.mediaplanner.gateway.analytics.AnalyticsBodies.OutcomesBody;
import org.mediaplanner.gateway.analytics.AnalyticsBodies.OverviewBody;
import org.mediaplanner.gateway.analytics.AnalyticsBodies.PacingListBody;
import org.mediaplanner.gateway.analytics.AnalyticsBodies.TimeseriesBody;
import org.mediaplanner.gateway.analytics.AnalyticsParameters.By;
import org.mediaplanner.gateway.analytics.AnalyticsParameters.FactFilter;
import org.mediaplanner.gateway.analytics.AnalyticsParameters.SeriesName;
import org.mediaplanner.gateway.analytics.AnalyticsParameters.Steps;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.query.AtLeast;
import org.mediaplanner.gateway.query.Choice;
import org.mediaplanner.gateway.query.Paging;
import org.mediaplanner.gateway.query.Period;
import org.mediaplanner.gateway.query.Period.Days;
import org.mediaplanner.gateway.query.QueryRequest;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskBreakdown;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskOutcomes;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskOverview;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskPacing;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskTimeseries;
import org.mediaplanner.queries.analytics.AnalyticsQuery.Dimension;
import org.mediaplanner.queries.analytics.Granularity;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sums of what was measured, cut in different ways. */
@Tag(name = "analytics", description = "Sums, series and comparisons of what was measured")
@RestController
@RequestMapping(path = "/api/v1/analytics", produces = MediaType.APPLICATION_JSON_VALUE)
class AnalyticsController {

    private static final String CSV = "text/csv";

    private final Clock clock;

    AnalyticsController(Clock clock) {
        this.clock = clock;
    }

    @Operation(summary = "Totals, those of the days before, and how many campaigns there are")
    @GetMapping("/overview")
    Mono<OverviewBody> overview(QueryRequest request, FactFilter filter, Period period, AtLeast atLeast) {
        return request.ask(new AskOverview(filter.selection(days(period)), clock.instant()), atLeast,
                OverviewBody::of);
    }

    @Operation(summary = "Totals day by day, week by week or month by month")
    @GetMapping(path = "/timeseries", produces = {MediaType.APPLICATION_JSON_VALUE, CSV})
    Mono<TimeseriesBody> timeseries(QueryRequest request, FactFilter filter, Steps steps, Period period,
            AtLeast atLeast) {
        Granularity granularity = Choice.of("granularity", steps.granularity(), Granularity.class, Granularity.DAY);
        return request.ask(new AskTimeseries(filter.selection(days(period)), granularity, clock.instant()), atLeast,
                series -> TimeseriesBody.of(granularity.name().toLowerCase(Locale.ROOT), series));
    }

    @Operation(summary = "Totals channel by channel, campaign by campaign, …")
    @GetMapping(path = "/breakdown", produces = {MediaType.APPLICATION_JSON_VALUE, CSV})
    Mono<BreakdownBody> breakdown(QueryRequest request, FactFilter filter, By by, Period period, AtLeast atLeast) {
        if (by.by() == null) {
            throw Fault.malformed("by", "is required").raised();
        }
        Dimension dimension = Choice.of("by", by.by(), Dimension.class, Dimension.CHANNEL);
        return request.ask(new AskBreakdown(filter.selection(days(period)), dimension, clock.instant()), atLeast,
                BreakdownBody::of);
    }

    @Operation(summary = "Plan and spend of every launched campaign")
    @GetMapping(path = "/pacing", produces = {MediaType.APPLICATION_JSON_VALUE, CSV})
    Mono<PacingListBody> pacing(QueryRequest request, FactFilter filter, Period period, Paging paging,
            AtLeast atLeast) {
        return request.ask(new AskPacing(filter.selection(days(period)), paging.request(), clock.instant()), atLeast,
                PacingItemBody::list);
    }

    @Operation(summary = "The organisation's own series, such as revenue")
    @GetMapping(path = "/outcomes", produces = {MediaType.APPLICATION_JSON_VALUE, CSV})
    Mono<OutcomesBody> outcomes(QueryRequest request, SeriesName series, Period period, AtLeast atLeast) {
        Days days = days(period);
        return request.ask(new AskOutcomes(series.name(), days.from(), days.to()), atLeast, OutcomesBody::of);
    }

    private Days days(Period period) {
        return period.days(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
}
