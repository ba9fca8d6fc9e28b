package org.mediaplanner.gateway.query;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.input.QueryParameters;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.queries.reading.PageRequest;

/** Which part of a list is asked for. */
public record Paging(
        @Parameter(description = "How many at most", schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50")) @Nullable Integer limit,
        @Parameter(description = "nextCursor of the page before") @Nullable String cursor,
        @Parameter(description = "Whether to tell the total of all pages") boolean count) implements QueryParameters {

    private static final int USUAL = 50;

    public PageRequest request() {
        int items = limit == null ? USUAL : limit;
        if (items < 1 || items > PageRequest.LARGEST) {
            throw Fault.malformed("limit", "must be from 1 to " + PageRequest.LARGEST).raised();
        }
        return new PageRequest(items, cursor, count);
    }
}
