package org.mediaplanner.queries.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.events.client.Client;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.queries.Query;
import org.mediaplanner.queries.projection.Stamped;
import org.mediaplanner.queries.reading.Page;
import org.mediaplanner.queries.reading.PageRequest;

/** What can be asked about advertisers. */
public sealed interface ClientQuery {

    /** One, archived or not. */
    record FindClient(ClientId id) implements ClientQuery, Query<Stamped<Client>> {}

    /**
     * Those that match.
     *
     * @param words that the name holds
     * @param tags any of them; none for all
     */
    record ListClients(@Nullable String words, List<String> tags, boolean archived, Sort sort, boolean descending,
            PageRequest page) implements ClientQuery, Query<Page<Stamped<Client>>> {}

    /** What clients are sorted by. */
    enum Sort {
        NAME, CREATED_AT, UPDATED_AT
    }
}
