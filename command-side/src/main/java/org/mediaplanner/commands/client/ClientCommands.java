package org.mediaplanner.commands.client;

import java.util.List;
import java.util.Optional;
import org.mediaplanner.commands.Caller;
import org.mediaplanner.commands.Refusal;
import org.mediaplanner.commands.client.ClientCommand.EditClient;
import org.mediaplanner.commands.handling.Aggregates;
import org.mediaplanner.commands.handling.CommandFamily;
import org.mediaplanner.commands.handling.Loaded;
import org.mediaplanner.commands.handling.TakenNames;
import org.mediaplanner.events.client.Client;
import org.mediaplanner.events.client.ClientEvent;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientEvent.ClientCreated;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.stereotype.Component;

/** Carries out what is asked of advertisers. */
@Component
public class ClientCommands implements CommandFamily<ClientCommand> {

    private static final String KIND = "client";

    private final Aggregates aggregates;
    private final TakenNames names;

    ClientCommands(Aggregates aggregates, TakenNames names) {
        this.aggregates = aggregates;
        this.names = names;
    }

    @Override
    public Class<ClientCommand> commands() {
        return ClientCommand.class;
    }

    @Override
    public Object handle(ClientCommand command, Caller caller) {
        Loaded<Client> client = load(command.clientId()).seenBy(command);
        List<ClientEvent> events = ClientDecider.decide(client.state(), command);
        events.forEach(event -> keepNames(event, caller.tenantId()));
        return aggregates.append(KIND, client, events, Client::evolve, caller).versioned();
    }

    @Override
    public Optional<String> onlyAggregate(ClientCommand command) {
        return command instanceof EditClient edit && edit.name() == null
                ? Optional.of(edit.clientId().value())
                : Optional.empty();
    }

    /** Refuses a client that does not exist or is archived, for commands that assign something to it. */
    public void requireActive(ClientId id) {
        Client client = load(id).state();
        if (client == null || client.archived()) {
            throw Refusal.rule("unknown-client", "clientId", "there is no client " + id);
        }
    }

    private Loaded<Client> load(ClientId id) {
        return aggregates.load(id.value(), ClientEvent.class, Client::evolve);
    }

    private void keepNames(ClientEvent event, TenantId tenant) {
        String holder = event.streamId();
        switch (event) {
            case ClientCreated e -> names.take(tenant, KIND, e.name(), holder);
            case ClientRenamed e -> {
                names.take(tenant, KIND, e.after(), holder);
                names.release(tenant, KIND, e.before(), holder);
            }
            case ClientArchived e -> names.releaseAll(tenant, KIND, holder);
            default -> {
            }
        }
    }
}
