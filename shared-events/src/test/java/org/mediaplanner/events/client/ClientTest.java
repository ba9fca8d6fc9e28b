package org.mediaplanner.events.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientEvent.ClientCreated;
import org.mediaplanner.events.client.ClientEvent.ClientCurrencySet;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientEvent.ClientTagged;

class ClientTest {

    private static final ClientId ID = ClientId.next();
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final ClientCreated CREATED = new ClientCreated(ID, "Acme", null, List.of("vip"));

    @Test
    void is_what_its_events_say() {
        Client client = Client.evolve(null, CREATED);
        assertThat(client).isEqualTo(new Client(ID, "Acme", null, List.of("vip"), false));
        client = Client.evolve(client, new ClientRenamed(ID, "Acme", "Apex"));
        client = Client.evolve(client, new ClientCurrencySet(ID, null, EUR));
        client = Client.evolve(client, new ClientTagged(ID, List.of("vip"), List.of("x")));
        assertThat(client).isEqualTo(new Client(ID, "Apex", EUR, List.of("x"), false));
        assertThat(Client.evolve(client, new ClientArchived(ID)).archived()).isTrue();
        assertThat(CREATED.streamId()).isEqualTo(ID.value());
    }

    @Test
    void begins_with_its_creation() {
        assertThatThrownBy(() -> Client.evolve(null, new ClientArchived(ID))).isInstanceOf(IllegalStateException.class);
    }
}
