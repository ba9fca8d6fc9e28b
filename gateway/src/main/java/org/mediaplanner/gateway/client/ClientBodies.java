package org.mediaplanner.gateway.client;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.Versioned;
import org.mediaplanner.events.client.Client;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.gateway.command.CommandRequest.Shown;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.queries.projection.Stamped;

/** The shapes of what is asked and answered about advertisers. */
final class ClientBodies {

    private ClientBodies() {}

    record ClientDraft(@Schema(example = "Contoso Drinks") String name,
            @Schema(example = "EUR") @Nullable Currency currency,
            @Schema(example = "[\"beverages\"]") @Nullable List<String> tags) {}

    record ClientPatch(@Nullable Change<String> name, @Nullable Change<Currency> currency,
            @Nullable Change<List<String>> tags) {

        @Nullable
        Change<String> named() {
            if (name != null && name.value() == null) {
                throw Fault.malformed("name", "cannot be cleared").raised();
            }
            return name;
        }
    }

    @Schema(name = "Client")
    record ClientBody(ClientId id, @Schema(example = "1") long version, @Schema(example = "Contoso Drinks") String name,
            @Schema(example = "EUR") @Nullable Currency currency,
            @Schema(example = "[\"beverages\"]") List<String> tags,
            @Schema(description = "ARCHIVED once deleted", example = "ACTIVE") Status status) {

        enum Status {
            ACTIVE, ARCHIVED
        }

        static Shown<ClientBody> after(Versioned<Client> client) {
            return new Shown<>(client.version(), of(client.version(), client.state()));
        }

        static ClientBody of(Stamped<Client> client) {
            return of(client.version(), client.state());
        }

        private static ClientBody of(long version, Client client) {
            return new ClientBody(client.id(), version, client.name(), client.currency(), client.tags(),
                    client.archived() ? Status.ARCHIVED : Status.ACTIVE);
        }
    }
}
