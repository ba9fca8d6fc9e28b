package org.mediaplanner.events;

/** Names of what stands beside each command and event. All values are text; none is a secret or a personal datum. */
public final class Metadata {

    /** The tenant, from the caller's verified token only. */
    public static final String TENANT_ID = "tenantId";
    /** Who asked: a user's id, or the name of the service that acted. */
    public static final String ACTOR_ID = "actorId";
    /** One of {@link ActorType}. */
    public static final String ACTOR_TYPE = "actorType";
    public static final String REQUEST_ID = "requestId";
    /** The message that began the chain. */
    public static final String CORRELATION_ID = "correlationId";
    /** The event that a process answered with this command. */
    public static final String CAUSATION_ID = "causationId";
    public static final String COMMAND_TYPE = "commandType";

    /** Where in which trace the message was sent, as the W3C's Trace Context writes it; only where traces are taken. */
    public static final String TRACEPARENT = "traceparent";

    private Metadata() {}
}
