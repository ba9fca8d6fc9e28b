package org.mediaplanner.queries.reading;

import io.r2dbc.spi.Readable;
import java.util.function.Function;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Asks the read models for one tenant. The one place where a tenant is bound to what is read. */
@Component
public class TenantReader {

    private final DatabaseClient client;

    TenantReader(DatabaseClient client) {
        this.client = client;
    }

    /** The rows that {@code statement} finds for {@code tenant}. */
    public <T> Flux<T> all(TenantId tenant, Sql statement, Function<? super Readable, T> reader) {
        return execute(statement).map(reader).all().contextWrite(of(tenant));
    }

    /** The one row, or none. */
    public <T> Mono<T> one(TenantId tenant, Sql statement, Function<? super Readable, T> reader) {
        return execute(statement).map(reader).one().contextWrite(of(tenant));
    }

    private GenericExecuteSpec execute(Sql statement) {
        return client.sql(statement.text()).bindValues(statement.parameters());
    }

    private static Context of(TenantId tenant) {
        return Context.of(ReaderConfiguration.TENANT, tenant.value());
    }
}
