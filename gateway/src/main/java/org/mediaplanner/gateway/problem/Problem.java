package org.mediaplanner.gateway.problem;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An RFC 9457 problem document: the one shape of every answer that is not a success. */
@Schema(description = "RFC 9457 problem details")
public record Problem(@Schema(example = "urn:media-planner:problem:stale-version") String type,
        @Schema(example = "Precondition Failed") String title, @Schema(example = "412") int status,
        @Schema(example = "Version 3 was expected, but the newest is 4") String detail,
        @Schema(example = "/api/v1/campaigns/cmp_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11") String instance,
        @Schema(description = "Stable name of the reason", example = "stale-version") String code,
        @Schema(description = "As in the header X-Request-Id") String requestId,
        @Schema(description = "The places of the request that are to blame") @Nullable List<Fault.Place> errors,
        @Schema(description = "How many errors there are, where only the first are named") @Nullable Integer errorsTotal) {

    /** The document that tells {@code fault}. */
    public static Problem of(Fault fault, String instance, String requestId) {
        return new Problem("urn:media-planner:problem:" + fault.code(), fault.status().getReasonPhrase(),
                fault.status().value(), fault.detail(), instance, fault.code(), requestId,
                fault.errors().isEmpty() ? null : fault.errors(), fault.errorsTotal());
    }
}
