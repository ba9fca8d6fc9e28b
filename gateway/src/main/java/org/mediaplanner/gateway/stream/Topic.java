package org.mediaplanner.gateway.stream;

import java.util.List;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.gateway.event.EnvelopeBody;
import reactor.core.publisher.Mono;

/**
 * Something that can be followed by name. Every topic is read from the tenant's log, and its positions are those of the
 * log: catching up and being live are the same reading, so that there is no seam between them. A bean of this type is
 * offered at every door.
 */
public interface Topic {

    String name();

    /** What it is, in a sentence for the documents. */
    String description();

    /** Ends with a fault where {@code filter} makes no sense here. */
    default void check(StreamFilter filter) {
        filter.aggregate();
    }

    /** The next of it behind the position {@code after}, at most up to {@code upTo}, and to where the log reaches. */
    Mono<Step> next(TenantId tenant, StreamFilter filter, long after, long upTo);

    /**
     * Some consecutive deliveries.
     *
     * @param through how far the log was read for them: {@code after} where there is nothing behind it
     */
    record Step(List<EnvelopeBody> events, long through) {}
}
