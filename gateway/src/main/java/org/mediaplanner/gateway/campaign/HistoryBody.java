package org.mediaplanner.gateway.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.query.ActorBody;
import org.mediaplanner.queries.history.HistoryItem;

/** Something that happened to a campaign. */
@Schema(name = "HistoryItem")
record HistoryBody(@Schema(description = "The organisation's own, without gaps", example = "42") long position,
        Instant at, ActorBody actor, @Schema(example = "campaign.launched") String type,
        @Schema(description = "Of the campaign after it", example = "3") long version, List<ChangeBody> changes,
        @Nullable String reason, String requestId, @Nullable String causationId) {

    @Schema(name = "FieldChange")
    record ChangeBody(@Schema(example = "name") String field,
            @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("old") @Schema(example = "Spring") @Nullable String before,
            @JsonInclude(JsonInclude.Include.ALWAYS) @JsonProperty("new") @Schema(example = "Spring launch") @Nullable String after) {}

    static HistoryBody of(HistoryItem item) {
        return new HistoryBody(item.position(), item.at(), ActorBody.of(item.actor()), item.type(), item.version(),
                item.changes().stream().map(c -> new ChangeBody(c.field(), c.before(), c.after())).toList(),
                item.reason(), item.requestId(), item.causationId());
    }
}
