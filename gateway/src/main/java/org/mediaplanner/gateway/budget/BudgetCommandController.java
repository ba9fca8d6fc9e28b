package org.mediaplanner.gateway.budget;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.budget.BudgetCommand.AllocateBudget;
import org.mediaplanner.commands.budget.BudgetCommand.CloseBudget;
import org.mediaplanner.commands.budget.BudgetCommand.FundBudget;
import org.mediaplanner.commands.budget.BudgetCommand.OpenBudget;
import org.mediaplanner.commands.budget.BudgetCommand.ReallocateBudget;
import org.mediaplanner.commands.budget.BudgetCommand.ReleaseBudget;
import org.mediaplanner.commands.budget.BudgetCommand.WithdrawBudget;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.gateway.budget.BudgetBodies.Amount;
import org.mediaplanner.gateway.budget.BudgetBodies.BudgetBody;
import org.mediaplanner.gateway.budget.BudgetBodies.BudgetDraft;
import org.mediaplanner.gateway.budget.BudgetBodies.CampaignAmount;
import org.mediaplanner.gateway.budget.BudgetBodies.Reallocation;
import org.mediaplanner.gateway.budget.BudgetBodies.Reason;
import org.mediaplanner.gateway.command.CommandRequest;
import org.mediaplanner.gateway.command.IfMatch;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What can be done with ledgers. */
@Tag(name = "budgets", description = "Ledgers of money to spend")
@RestController
@RequestMapping(path = "/api/v1/budgets", produces = MediaType.APPLICATION_JSON_VALUE)
class BudgetCommandController {

    @Operation(summary = "Open a ledger")
    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping
    Mono<ResponseEntity<BudgetBody>> open(CommandRequest request, @RequestBody BudgetDraft body) {
        return request.create(new OpenBudget(BudgetId.next(), body.name(), body.currency(), body.clientId()),
                BudgetBody::after, budget -> "/api/v1/budgets/" + budget.id());
    }

    @Operation(summary = "Put money in")
    @PostMapping("/{id}/fund")
    Mono<ResponseEntity<BudgetBody>> fund(CommandRequest request, @PathVariable BudgetId id, IfMatch ifMatch,
            @RequestBody Amount body) {
        return request.change(new FundBudget(id, ifMatch.version(), body.amount(), body.reason()), BudgetBody::after);
    }

    @Operation(summary = "Add to a campaign's allocation", description = "The campaign's TOTAL budget follows; where the "
            + "campaign cannot take the money, it is taken back.")
    @PostMapping("/{id}/allocate")
    Mono<ResponseEntity<BudgetBody>> allocate(CommandRequest request, @PathVariable BudgetId id, IfMatch ifMatch,
            @RequestBody CampaignAmount body) {
        return request.change(
                new AllocateBudget(id, ifMatch.version(), body.campaignId(), body.amount(), body.reason()),
                BudgetBody::after);
    }

    @Operation(summary = "Move money between campaigns", description = "The deltas sum to zero; they apply wholly or not "
            + "at all.")
    @PostMapping("/{id}/reallocate")
    Mono<ResponseEntity<BudgetBody>> reallocate(CommandRequest request, @PathVariable BudgetId id, IfMatch ifMatch,
            @RequestBody Reallocation body) {
        return request.change(new ReallocateBudget(id, ifMatch.version(), body.transfers(), body.reason()),
                BudgetBody::after);
    }

    @Operation(summary = "Take back from a campaign what it has not spent")
    @PostMapping("/{id}/release")
    Mono<ResponseEntity<BudgetBody>> release(CommandRequest request, @PathVariable BudgetId id, IfMatch ifMatch,
            @RequestBody CampaignAmount body) {
        return request.change(
                new ReleaseBudget(id, ifMatch.version(), body.campaignId(), body.amount(), body.reason()),
                BudgetBody::after);
    }

    @Operation(summary = "Take money out that is not allocated")
    @PostMapping("/{id}/withdraw")
    Mono<ResponseEntity<BudgetBody>> withdraw(CommandRequest request, @PathVariable BudgetId id, IfMatch ifMatch,
            @RequestBody Amount body) {
        return request.change(new WithdrawBudget(id, ifMatch.version(), body.amount(), body.reason()),
                BudgetBody::after);
    }

    @Operation(summary = "Close a ledger for good", description = "It takes no more money and allocates none. What is "
            + "in it can still be released and withdrawn.")
    @PostMapping("/{id}/close")
    Mono<ResponseEntity<BudgetBody>> close(CommandRequest request, @PathVariable BudgetId id, IfMatch ifMatch,
            @RequestBody(required = false) @Nullable Reason body) {
        return request.change(new CloseBudget(id, ifMatch.version(), body == null ? null : body.reason()),
                BudgetBody::after);
    }
}
