package org.mediaplanner.gateway.event;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.mediaplanner.gateway.query.ActorBody;
import org.mediaplanner.queries.log.LoggedEvent;
import tools.jackson.databind.JsonNode;

/** An event as everyone outside gets it, in the manner of CloudEvents. Written by one writer, so always the same. */
@Schema(name = "Envelope", description = "An event, the same to the byte wherever and whenever it is delivered")
public record EnvelopeBody(@Schema(example = "1.0") String specversion, UUID id,
        @Schema(example = "/tenants/ten_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11") String source,
        @Schema(example = "campaign.launched") String type,
        @Schema(description = "The aggregate", example = "cmp_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11") String subject,
        @Schema(description = "When it was recorded, by the store's clock") Instant time,
        @Schema(description = "When it was decided, by the clock of the node that did") Instant occurredAt,
        @Schema(description = "The position in the organisation's log: 1, 2, 3 … without gaps", example = "42") long sequence,
        @Schema(description = "Of the shape of data", example = "1") int revision,
        @Schema(description = "Of the aggregate, after the event", example = "3") long aggregateVersion,
        ActorBody actor, String requestId,
        @Schema(description = "The event's own words: money in millionths (micros), [erased] for what was typed by an organisation that is no more") JsonNode data) {

    private static final String SPECIFICATION = "1.0";

    public static EnvelopeBody of(LoggedEvent event) {
        return new EnvelopeBody(SPECIFICATION, event.eventId(), "/tenants/" + event.tenantId(), event.type(),
                event.aggregateId(), event.recordedAt(), event.occurredAt(), event.position(), event.revision(),
                event.aggregateVersion(), ActorBody.of(event.actor()), event.requestId(), event.data());
    }

    /** The same event with {@code newest} instead of its own words. */
    public EnvelopeBody saying(JsonNode newest) {
        return new EnvelopeBody(specversion, id, source, type, subject, time, occurredAt, sequence, revision,
                aggregateVersion, actor, requestId, newest);
    }
}
