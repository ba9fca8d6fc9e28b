package org.mediaplanner.commands.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.Checks;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.client.ClientCommand.ArchiveClient;
import org.mediaplanner.commands.client.ClientCommand.CreateClient;
import org.mediaplanner.commands.client.ClientCommand.EditClient;
import org.mediaplanner.events.client.Client;
import org.mediaplanner.events.client.ClientEvent;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientEvent.ClientCreated;
import org.mediaplanner.events.client.ClientEvent.ClientCurrencySet;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientEvent.ClientTagged;

/** Decides what a command makes happen to an advertiser. */
final class ClientDecider {

    private ClientDecider() {}

    /** The events that follow, none where nothing has to change; refuses what must not happen. */
    static List<ClientEvent> decide(@Nullable Client client, ClientCommand command) {
        return switch (command) {
            case CreateClient create -> List.of(create(create));
            case EditClient edit -> edit(existing(client), edit);
            case ArchiveClient archive -> archive(existing(client));
        };
    }

    private static ClientEvent create(CreateClient c) {
        new Checks().name("name", c.name()).tags("tags", c.tags()).orRefuse();
        return new ClientCreated(c.clientId(), c.name(), c.currency(), List.copyOf(c.tags()));
    }

    private static List<ClientEvent> edit(Client client, EditClient c) {
        if (client.archived()) {
            throw Refusal.conflict("client-archived", "An archived client does not change any more");
        }
        String name = Change.require(c.name(), client.name());
        var currency = Change.apply(c.currency(), client.currency());
        List<String> tags = Objects.requireNonNullElse(Change.apply(c.tags(), client.tags()), List.of());
        new Checks().name("name", name).tags("tags", tags).orRefuse();

        List<ClientEvent> events = new ArrayList<>();
        if (!name.equals(client.name())) {
            events.add(new ClientRenamed(client.id(), client.name(), name));
        }
        if (!Objects.equals(currency, client.currency())) {
            events.add(new ClientCurrencySet(client.id(), client.currency(), currency));
        }
        if (!tags.equals(client.tags())) {
            events.add(new ClientTagged(client.id(), client.tags(), List.copyOf(tags)));
        }
        return events;
    }

    private static List<ClientEvent> archive(Client client) {
        return client.archived() ? List.of() : List.of(new ClientArchived(client.id()));
    }

    private static Client existing(@Nullable Client client) {
        if (client == null) {
            throw Refusal.absent("client");
        }
        return client;
    }
}
