package org.mediaplanner.commands.client;

import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mediaplanner.commands.Change;
import org.mediaplanner.commands.DeciderFixture;
import org.mediaplanner.commands.Refusal.Kind;
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
import org.mediaplanner.events.client.ClientId;

class ClientDeciderTest {

    private static final ClientId ID = ClientId.next();
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final ClientCreated CREATED = new ClientCreated(ID, "Acme", EUR, List.of("vip"));

    private final DeciderFixture<Client, ClientCommand, ClientEvent> fixture = new DeciderFixture<>(Client::evolve,
            ClientDecider::decide);

    @Test
    void a_client_is_created() {
        fixture.given().when(new CreateClient(ID, "Acme", EUR, List.of("vip"))).then(CREATED);
        fixture.given().when(new CreateClient(ID, "", EUR, List.of(" "))).refusedNaming("name", "tags[0]");
    }

    @Test
    void what_does_not_exist_cannot_be_changed() {
        fixture.given().when(new ArchiveClient(ID, 1)).refused(Kind.ABSENT, "not-found");
    }

    @Test
    void an_edit_tells_what_changed() {
        fixture.given(CREATED)
                .when(new EditClient(ID, 1, Change.to("Apex"), Change.to(null), Change.to(List.of("new"))))
                .then(new ClientRenamed(ID, "Acme", "Apex"), new ClientCurrencySet(ID, EUR, null),
                        new ClientTagged(ID, List.of("vip"), List.of("new")));
        fixture.given(CREATED).when(new EditClient(ID, 1, Change.to("Acme"), null, null)).thenNothing();
        fixture.given(CREATED).when(new EditClient(ID, 1, null, null, Change.to(null)))
                .then(new ClientTagged(ID, List.of("vip"), List.of()));
        fixture.given(CREATED).when(new EditClient(ID, 1, Change.to(" "), null, null)).refusedNaming("name", "name");
    }

    @Test
    void an_archived_client_does_not_change_any_more() {
        fixture.given(CREATED).when(new ArchiveClient(ID, 1)).then(new ClientArchived(ID));
        fixture.given(CREATED, new ClientArchived(ID)).when(new ArchiveClient(ID, 2)).thenNothing();
        fixture.given(CREATED, new ClientArchived(ID)).when(new EditClient(ID, 2, Change.to("X"), null, null))
                .refused(Kind.CONFLICT, "client-archived");
    }
}
