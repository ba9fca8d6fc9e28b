package org.mediaplanner.gateway.budget;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.budget.BudgetId;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.gateway.budget.BudgetBodies.BudgetBody;
import org.mediaplanner.gateway.budget.BudgetBodies.BudgetBody.Status;
import org.mediaplanner.gateway.budget.BudgetBodies.EntryBody;
import org.mediaplanner.gateway.input.QueryParameters;
import org.mediaplanner.gateway.query.AtLeast;
import org.mediaplanner.gateway.query.Choice;
import org.mediaplanner.gateway.query.Choice.Sorting;
import org.mediaplanner.gateway.query.Page;
import org.mediaplanner.gateway.query.Paging;
import org.mediaplanner.gateway.query.QueryRequest;
import org.mediaplanner.queries.budget.BudgetQuery.FindBudget;
import org.mediaplanner.queries.budget.BudgetQuery.ListBudgetEntries;
import org.mediaplanner.queries.budget.BudgetQuery.ListBudgets;
import org.mediaplanner.queries.budget.BudgetQuery.Sort;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What can be known of ledgers. */
@Tag(name = "budgets")
@RestController
@RequestMapping(path = "/api/v1/budgets", produces = MediaType.APPLICATION_JSON_VALUE)
class BudgetQueryController {

    record BudgetFilter(@Parameter(description = "Words that the name holds") @Nullable String q,
            List<Status> status, List<ClientId> clientId,
            @Parameter(description = "name, createdAt or updatedAt; with - in front the other way round", example = "-createdAt") @Nullable String sort)
            implements QueryParameters {

        @Nullable
        Boolean closed() {
            return status.stream().distinct().count() == 1 ? Boolean.valueOf(status.contains(Status.CLOSED)) : null;
        }
    }

    @Operation(summary = "List ledgers")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Page<BudgetBody>> list(QueryRequest request, BudgetFilter filter, Paging paging, AtLeast atLeast) {
        Sorting<Sort> sorting = Choice.sorting(filter.sort(), Sort.class, new Sorting<>(Sort.CREATED_AT, true));
        return request.ask(new ListBudgets(filter.q(), filter.closed(), filter.clientId(), sorting.by(),
                sorting.descending(), paging.request()), atLeast, page -> Page.of(page, BudgetBody::of));
    }

    @Operation(summary = "Read a ledger")
    @GetMapping("/{id}")
    Mono<BudgetBody> find(QueryRequest request, @PathVariable BudgetId id, AtLeast atLeast) {
        return request.askVersioned(new FindBudget(id), atLeast, BudgetBody::of, BudgetBody::version);
    }

    @Operation(summary = "Read what was done to a ledger", description = "Newest first.")
    @GetMapping(path = "/{id}/entries", produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Page<EntryBody>> entries(QueryRequest request, @PathVariable BudgetId id, Paging paging, AtLeast atLeast) {
        return request.ask(new ListBudgetEntries(id, paging.request()), atLeast,
                page -> Page.of(page, EntryBody::of));
    }
}
