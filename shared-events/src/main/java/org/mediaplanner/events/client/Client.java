package org.mediaplanner.events.client;

import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientEvent.ClientCreated;
import org.mediaplanner.events.client.ClientEvent.ClientCurrencySet;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientEvent.ClientTagged;

/** What the events of one advertiser say, folded. */
public record Client(ClientId id, String name, @Nullable Currency currency, List<String> tags, boolean archived) {

    /** The state after {@code event}; {@code null} stands for "not yet created". */
    public static Client evolve(@Nullable Client client, ClientEvent event) {
        if (event instanceof ClientCreated e) {
            return new Client(e.clientId(), e.name(), e.currency(), e.tags(), false);
        }
        if (client == null) {
            throw new IllegalStateException("A client's first event must create it, not " + event);
        }
        return client.after(event);
    }

    private Client after(ClientEvent event) {
        return switch (event) {
            case ClientCreated e -> throw new IllegalStateException(id + " was created already: " + e);
            case ClientRenamed e -> new Client(id, e.after(), currency, tags, archived);
            case ClientCurrencySet e -> new Client(id, name, e.after(), tags, archived);
            case ClientTagged e -> new Client(id, name, currency, e.after(), archived);
            case ClientArchived e -> new Client(id, name, currency, tags, true);
        };
    }
}
