package org.mediaplanner.commands.client;

import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.Command;
import org.mediaplanner.commands.OnVersion;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.events.client.Client;
import org.mediaplanner.events.client.ClientId;

/** What can be asked of an advertiser. */
public sealed interface ClientCommand extends Command<Versioned<Client>> {

    ClientId clientId();

    record CreateClient(ClientId clientId, String name, @Nullable Currency currency, List<String> tags)
            implements ClientCommand {}

    record EditClient(ClientId clientId, long expectedVersion, @Nullable Change<String> name,
            @Nullable Change<Currency> currency, @Nullable Change<List<String>> tags)
            implements ClientCommand, OnVersion {}

    record ArchiveClient(ClientId clientId, long expectedVersion) implements ClientCommand, OnVersion {}
}
