package org.mediaplanner.queries.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mediaplanner.queries.testing.QueryNode.ask;
import static org.mediaplanner.queries.testing.QueryNode.find;
import static org.mediaplanner.queries.testing.QueryNode.publish;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.events.client.Client;
import org.mediaplanner.events.client.ClientEvent.ClientArchived;
import org.mediaplanner.events.client.ClientEvent.ClientCreated;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.client.ClientQuery.FindClient;
import org.mediaplanner.queries.client.ClientQuery.ListClients;
import org.mediaplanner.queries.client.ClientQuery.Sort;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.reading.PageRequest;

class ClientQueriesTest {

    private final TenantId tenant = TenantId.next();

    @Test
    void clients_are_found_listed_and_filtered_by_the_tenant_whose_they_are() {
        ClientCreated first = new ClientCreated(ClientId.next(), "Alpenglow", null, List.of("retail"));
        ClientCreated second = new ClientCreated(ClientId.next(), "Nordlicht", null, List.of("food", "b2b"));
        ClientCreated gone = new ClientCreated(ClientId.next(), "Gone", null, List.of());
        publish(tenant, first, second, gone, new ClientArchived(gone.clientId()));
        TenantId other = TenantId.next();
        publish(other, new ClientCreated(ClientId.next(), "Theirs", null, List.of("retail")));

        Stamped<Client> found = ask(tenant, new FindClient(gone.clientId()));
        assertThat(found.state().archived()).isTrue();
        assertThat(found.version()).isEqualTo(2);
        assertThat(names(null, false)).containsExactly("Alpenglow", "Nordlicht");
        assertThat(names(null, true)).containsExactly("Gone");
        assertThat(names("LICHT", false)).containsExactly("Nordlicht");
        assertThat(names(null, false, "retail", "none")).containsExactly("Alpenglow");
        assertThat(find(other, new FindClient(first.clientId()))).isEmpty();
    }

    private List<String> names(@Nullable String words, boolean archived, String... tags) {
        return ask(tenant, new ListClients(words, List.of(tags), archived, Sort.NAME, false, PageRequest.first(10)))
                .items().stream().map(client -> client.state().name()).toList();
    }
}
