package org.mediaplanner.eventstore.serialization;

import org.mediaplanner.events.tenant.TenantId;

/**
 * Where an event stands in the log, which nothing else does.
 *
 * @param aggregateId whose stream it is in
 * @param sequenceNumber its place in that, from 0 on
 * @param type the stored name
 */
public record EventPlace(TenantId tenant, String aggregateId, long sequenceNumber, String type) {

    /** @param pointer to a field of the event, as of RFC 6901 */
    String field(String pointer) {
        return aggregateId + "|" + sequenceNumber + "|" + type + "|" + pointer;
    }
}
