package org.mediaplanner.gateway.query;

import io.swagger.v3.oas.annotations.media.Schema;
import org.mediaplanner.events.ActorType;
import org.mediaplanner.queries.history.Actor;

/** Who acted. */
@Schema(name = "Actor")
public record ActorBody(ActorType type, @Schema(description = "A user's id, or a service's name") String id) {

    public static ActorBody of(Actor actor) {
        return new ActorBody(actor.type(), actor.id());
    }
}
