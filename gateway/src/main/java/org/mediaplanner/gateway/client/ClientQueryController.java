package org.mediaplanner.gateway.client;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.gateway.client.ClientBodies.ClientBody;
import org.mediaplanner.gateway.client.ClientBodies.ClientBody.Status;
import org.mediaplanner.gateway.input.QueryParameters;
import org.mediaplanner.gateway.query.AtLeast;
import org.mediaplanner.gateway.query.Choice;
import org.mediaplanner.gateway.query.Choice.Sorting;
import org.mediaplanner.gateway.query.Page;
import org.mediaplanner.gateway.query.Paging;
import org.mediaplanner.gateway.query.QueryRequest;
import org.mediaplanner.queries.client.ClientQuery.FindClient;
import org.mediaplanner.queries.client.ClientQuery.ListClients;
import org.mediaplanner.queries.client.ClientQuery.Sort;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What can be known of advertisers. */
@Tag(name = "clients")
@RestController
@RequestMapping(path = "/api/v1/clients", produces = MediaType.APPLICATION_JSON_VALUE)
class ClientQueryController {

    record ClientFilter(@Parameter(description = "Words that the name holds") @Nullable String q,
            @Parameter(description = "Any of these tags") List<String> tag,
            @Parameter(description = "The archived ones with ARCHIVED") @Nullable Status status,
            @Parameter(description = "name, createdAt or updatedAt; with - in front the other way round", example = "name") @Nullable String sort)
            implements QueryParameters {}

    @Operation(summary = "List clients")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Page<ClientBody>> list(QueryRequest request, ClientFilter filter, Paging paging, AtLeast atLeast) {
        Sorting<Sort> sorting = Choice.sorting(filter.sort(), Sort.class, new Sorting<>(Sort.NAME, false));
        return request.ask(new ListClients(filter.q(), filter.tag(), filter.status() == Status.ARCHIVED,
                sorting.by(), sorting.descending(), paging.request()), atLeast, page -> Page.of(page, ClientBody::of));
    }

    @Operation(summary = "Read a client")
    @GetMapping("/{id}")
    Mono<ClientBody> find(QueryRequest request, @PathVariable ClientId id, AtLeast atLeast) {
        return request.askVersioned(new FindClient(id), atLeast, ClientBody::of, ClientBody::version);
    }
}
