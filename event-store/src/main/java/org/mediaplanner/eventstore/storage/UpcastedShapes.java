package org.mediaplanner.eventstore.storage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.InitialEventRepresentation;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.eventstore.EventShapes;
import org.mediaplanner.eventstore.serialization.EventPlace;
import org.mediaplanner.eventstore.serialization.FreeTexts;
import org.mediaplanner.eventstore.vault.TenantKey;
import org.mediaplanner.eventstore.vault.Vault;
import tools.jackson.databind.JsonNode;

/** Rows through the upcasters and no further: what a newer release has written keeps what this one does not know. */
record UpcastedShapes(Serializer serializer, EventUpcaster upcasters, Vault vault) implements EventShapes {

    @Override
    public OfTenant of(TenantId tenant) {
        return new WithKey(vault.keyOf(tenant));
    }

    @Override
    public Optional<OfTenant> known(TenantId tenant) {
        return vault.known(tenant).map(WithKey::new);
    }

    private final class WithKey implements OfTenant {

        private final TenantKey key;

        private WithKey(TenantKey key) {
            this.key = key;
        }

        @Override
        public String words(String aggregateId, long aggregateVersion, String type, String payload) {
            return FreeTexts.opened(payload, new EventPlace(key.tenant(), aggregateId, aggregateVersion - 1, type),
                    key);
        }

        @Override
        public Shape newest(Stored event) {
            List<IntermediateEventRepresentation> newest = upcasters
                    .upcast(Stream.of(new InitialEventRepresentation(row(event), serializer))).toList();
            if (newest.size() != 1) {
                // A position is one event: whoever counts positions would take the rest for lost.
                throw new IllegalStateException(event.type() + " became " + newest.size() + " events");
            }
            SerializedObject<JsonNode> data = newest.getFirst().getData(JsonNode.class);
            return new Shape(data.getType().getName(), Integer.parseInt(data.getType().getRevision()), data.getData());
        }

        private StoredEvent row(Stored event) {
            return new StoredEvent(0, key.tenant().value(), event.aggregateType(), event.aggregateId(),
                    event.aggregateVersion() - 1, event.eventId().toString(), event.type(),
                    Integer.toString(event.revision()),
                    words(event.aggregateId(), event.aggregateVersion(), event.type(), event.payload()),
                    event.metadata(), event.occurredAt(), Instant.EPOCH);
        }
    }
}
