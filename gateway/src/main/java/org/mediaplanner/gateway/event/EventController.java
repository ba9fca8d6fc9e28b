package org.mediaplanner.gateway.event;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.input.QueryParameters;
import org.mediaplanner.gateway.query.AtLeast;
import org.mediaplanner.gateway.query.Page;
import org.mediaplanner.gateway.query.Paging;
import org.mediaplanner.gateway.query.QueryRequest;
import org.mediaplanner.gateway.stream.EventNames;
import org.mediaplanner.queries.log.LogQuery.EventFilter;
import org.mediaplanner.queries.log.LogQuery.ListEvents;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What happened, event by event. */
@Tag(name = "events", description = "Everything that happened, in order")
@RestController
@RequestMapping(path = "/api/v1/events", produces = MediaType.APPLICATION_JSON_VALUE)
class EventController {

    record Listing(
            @Parameter(description = "The position behind which to begin", schema = @Schema(type = "integer", minimum = "0", defaultValue = "0")) @Nullable String after,
            @Parameter(description = "Any of these", example = "campaign.launched") List<String> type,
            @Parameter(description = "Whose events; of something that another organisation has, there are none") @Nullable String aggregateId)
            implements
            QueryParameters {

        ListEvents query(Paging paging) {
            Long position = Position.of("after", after);
            EventNames.check("type", type);
            return new ListEvents(new EventFilter(Set.copyOf(type), aggregateId), position == null ? 0 : position,
                    paging.request());
        }
    }

    @Operation(summary = "List events", description = "The organisation's log, oldest first. A "
            + "position that it has not reached is refused with `position-unknown`.")
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
    Mono<Page<EnvelopeBody>> list(QueryRequest request, Listing listing, Paging paging, AtLeast atLeast) {
        return request.ask(listing.query(paging), atLeast, page -> Page.of(page, EnvelopeBody::of));
    }
}
