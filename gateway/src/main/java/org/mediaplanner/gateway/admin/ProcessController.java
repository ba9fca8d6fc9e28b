package org.mediaplanner.gateway.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.campaign.CampaignId;
import org.mediaplanner.events.money.Money;
import org.mediaplanner.gateway.query.Listed;
import org.mediaplanner.gateway.security.Member;
import org.mediaplanner.sagas.allocation.Allocation;
import org.mediaplanner.sagas.allocation.Allocation.State;
import org.mediaplanner.sagas.allocation.Allocations;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Which processes across aggregates have not ended. */
@Tag(name = "admin", description = "What those who look after the data must see")
@RestController
@RequestMapping("/api/v1/admin/processes")
class ProcessController {

    private static final int SHOWN = 500;

    private final Allocations allocations;

    ProcessController(Allocations allocations) {
        this.allocations = allocations;
    }

    record Processes(List<ProcessBody> items) implements Listed<ProcessBody> {}

    /** @param delta what the ledger gave, or took where it is negative */
    @Schema(name = "Process")
    record ProcessBody(@Schema(description = "The event that began it") String id,
            @Schema(example = "allocation") String type, State state, BudgetId budgetId, CampaignId campaignId,
            Money delta, @Schema(description = "Why it is still open") @Nullable String reason, int attempts,
            Instant startedAt, Instant nextAttemptAt) {

        static ProcessBody of(Allocation process) {
            return new ProcessBody(process.eventId(), "allocation", process.state(), process.budgetId(),
                    process.campaignId(), process.delta(), process.reason(), process.attempts(), process.startedAt(),
                    process.nextAttemptAt());
        }
    }

    @Operation(summary = "List open processes", description = "Of the tenant, the oldest first, at most 500. None "
            + "hangs for ever: each has a time at which it is tried again.")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Processes> open(Member member) {
        return Mono.fromCallable(() -> allocations.open(member.tenantId(), SHOWN))
                .subscribeOn(Schedulers.boundedElastic())
                .map(open -> new Processes(open.stream().map(ProcessBody::of).toList()));
    }
}
