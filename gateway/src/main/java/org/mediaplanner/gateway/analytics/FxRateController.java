package org.mediaplanner.gateway.analytics;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.mediaplanner.commands.performance.PerformanceCommand.RecordFxRates;
import org.mediaplanner.gateway.analytics.FxRateBodies.FxRateBody;
import org.mediaplanner.gateway.analytics.FxRateBodies.RatesAfter;
import org.mediaplanner.gateway.analytics.FxRateBodies.RatesBody;
import org.mediaplanner.gateway.analytics.FxRateBodies.RatesDraft;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.command.CommandRequest.Shown;
import org.mediaplanner.gateway.query.AtLeast;
import org.mediaplanner.gateway.query.Period;
import org.mediaplanner.gateway.query.Period.Days;
import org.mediaplanner.gateway.query.QueryRequest;
import org.mediaplanner.queries.analytics.AnalyticsQuery.AskFxRates;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The exchange rates that an organisation reports with. */
@Tag(name = "fx-rates", description = "Dated exchange rates that amounts are converted with")
@RestController
@RequestMapping(path = "/api/v1/fx-rates", produces = MediaType.APPLICATION_JSON_VALUE)
class FxRateController {

    private final Clock clock;

    FxRateController(Clock clock) {
        this.clock = clock;
    }

    @Operation(summary = "Read the recorded rates", description = "Of the last ten years without from and to.")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<RatesBody> list(QueryRequest request, Period period, AtLeast atLeast) {
        Days days = period.wideDays(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return request.ask(new AskFxRates(days.from(), days.to()), atLeast, RatesBody::of);
    }

    @Operation(summary = "Record rates", description = "Adds and corrects; what is not named stays.")
    @PutMapping
    Mono<ResponseEntity<RatesAfter>> record(CommandRequest request, @RequestBody RatesDraft body) {
        RecordFxRates command = body.command();
        List<FxRateBody> items = command.rates().stream().map(FxRateBody::of).toList();
        return request.change(command,
                done -> new Shown<>(null, new RatesAfter(items, done.recorded(), done.unchanged())));
    }
}
