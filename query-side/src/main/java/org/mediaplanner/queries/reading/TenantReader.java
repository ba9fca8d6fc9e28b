package org.mediaplanner.queries.reading;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.mediaplanner.events.client.ClientId;
import org.mediaplanner.events.tenant.TenantId;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Asks the read models for one tenant. The one place where a tenant is bound to what is read. */
@Component
public class TenantReader {

    private static final int ROWS_AT_ONCE = 2_000;
    /** Only who appends to the log must never take long; who reads keeps others from nothing. */
    private static final List<String> NO_LIMITS = List.of("SET LOCAL transaction_timeout = 0",
            "SET LOCAL statement_timeout = 0", "SET LOCAL idle_in_transaction_session_timeout = 0");

    private final DatabaseClient client;
    private final TransactionalOperator transactions;

    TenantReader(DatabaseClient client, ConnectionPool pool) {
        this.client = client;
        this.transactions = TransactionalOperator.create(new R2dbcTransactionManager(pool));
    }

    /** The rows that {@code statement} finds for {@code tenant}. */
    public <T> Flux<T> all(TenantId tenant, Sql statement, Function<? super Readable, T> reader) {
        return execute(statement).map(reader).all().contextWrite(of(tenant));
    }

    /** The one row, or none. */
    public <T> Mono<T> one(TenantId tenant, Sql statement, Function<? super Readable, T> reader) {
        return execute(statement).map(reader).one().contextWrite(of(tenant));
    }

    /**
     * All rows that {@code statement} finds for {@code tenant} at one moment, however many and however long that takes:
     * few at a time, as they are asked for.
     */
    public <T> Flux<T> stream(TenantId tenant, Sql statement, Function<? super Readable, T> reader) {
        Mono<Void> takeTime = Flux.fromIterable(NO_LIMITS).concatMap(setting -> client.sql(setting).then()).then();
        Flux<T> rows = execute(statement).filter(made -> made.fetchSize(ROWS_AT_ONCE)).map(reader).all();
        return transactions.transactional(takeTime.thenMany(rows)).contextWrite(of(tenant));
    }

    /** What a question's context holds, so that it is answered among the things of {@code clients} only. */
    public static Context among(Collection<ClientId> clients) {
        return Context.of(ReaderConfiguration.AMONG, ClientId.text(clients));
    }

    private GenericExecuteSpec execute(Sql statement) {
        return client.sql(statement.text()).bindValues(statement.parameters());
    }

    private static Context of(TenantId tenant) {
        return Context.of(ReaderConfiguration.TENANT, tenant.value());
    }
}
