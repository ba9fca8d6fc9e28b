package org.mediaplanner.queries.history;

import org.mediaplanner.events.ActorType;

/** Who caused an event. Names of people stand with their accounts, not here. */
public record Actor(ActorType type, String id) {}
