package org.mediaplanner.queries.client;

import java.util.List;
import java.util.Set;
import org.mediaplanner.events.client.Client;
import org.mediaplanner.events.tenant.TenantId;
import org.mediaplanner.queries.client.ClientQuery.FindClient;
import org.mediaplanner.queries.client.ClientQuery.ListClients;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.reading.Keyset;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.QueryHandler;
import org.mediaplanner.queries.reading.QueryHandlers;
import org.mediaplanner.queries.reading.Rows;
import org.mediaplanner.queries.reading.Sql;
import org.mediaplanner.queries.reading.TenantReader;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Answers what is asked about advertisers. */
@Component
final class ClientQueries implements QueryHandlers {

    private static final String SELECTED = """
            state::text AS state, version, created_at, created_by, updated_at FROM query_side.client
            """;

    private final TenantReader reader;

    ClientQueries(TenantReader reader) {
        this.reader = reader;
    }

    @Override
    public List<QueryHandler<?, ?>> handlers() {
        Set<String> reads = Set.of(ClientProjection.NAME);
        return List.of(QueryHandler.of(FindClient.class, reads, this::find),
                QueryHandler.of(ListClients.class, reads, this::list));
    }

    private Mono<Stamped<Client>> find(TenantId tenant, FindClient query) {
        return reader.one(tenant, Sql.of("SELECT " + SELECTED + "WHERE tenant_id = :tenant AND client_id = :id")
                .bind("tenant", tenant.value()).bind("id", query.id().value()), row -> Rows.stamped(row, Client.class));
    }

    private Mono<Page<Stamped<Client>>> list(TenantId tenant, ListClients query) {
        Sql filtered = Sql.of("WHERE tenant_id = :tenant AND archived = :archived").bind("tenant", tenant.value())
                .bind("archived", query.archived()).andContains("name", query.words())
                .andOverlaps("tags", "tags", query.tags());
        Keyset keyset = switch (query.sort()) {
            case NAME -> new Keyset("name", "text", "client_id", query.descending());
            case CREATED_AT -> new Keyset("created_at", "timestamptz", "client_id", query.descending());
            case UPDATED_AT -> new Keyset("updated_at", "timestamptz", "client_id", query.descending());
        };
        return keyset.page(reader, tenant, SELECTED, filtered, query.page(), row -> Rows.stamped(row, Client.class));
    }
}
