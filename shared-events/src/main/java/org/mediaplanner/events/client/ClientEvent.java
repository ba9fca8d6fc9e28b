package org.mediaplanner.events.client;

import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;
import org.mediaplanner.events.FreeText;

/** What can happen to an advertiser. */
public sealed interface ClientEvent extends DomainEvent {

    ClientId clientId();

    @Override
    default String streamId() {
        return clientId().value();
    }

    @EventType("client.created")
    record ClientCreated(ClientId clientId, @FreeText String name, @Nullable Currency currency,
            @FreeText List<String> tags)
            implements
            ClientEvent {}

    @EventType("client.renamed")
    record ClientRenamed(ClientId clientId, @FreeText String before, @FreeText String after) implements ClientEvent {}

    @EventType("client.currency-set")
    record ClientCurrencySet(ClientId clientId, @Nullable Currency before, @Nullable Currency after)
            implements
            ClientEvent {}

    @EventType("client.tagged")
    record ClientTagged(ClientId clientId, @FreeText List<String> before, @FreeText List<String> after)
            implements ClientEvent {}

    @EventType("client.archived")
    record ClientArchived(ClientId clientId) implements ClientEvent {}
}
