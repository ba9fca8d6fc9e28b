package org.mediaplanner.queries.reading;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.client.SSLMode;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.List;
import org.mediaplanner.eventstore.database.DatabaseProperties;
import org.mediaplanner.queries.QuerySideModule.QuerySideMigrated;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The reader's connections. Each is bound to one tenant when it is handed out, always anew, and to none when it comes
 * back: row-level security then shows that tenant's rows and no others, whatever a statement asks for. Where it is asked
 * among some advertisers' things only, the same holds for those.
 */
@Configuration(proxyBeanMethods = false)
class ReaderConfiguration {

    /** Where the tenant of a question stands in the Reactor context. */
    static final String TENANT = "org.mediaplanner.tenant";
    /** Where the advertisers stand among whose things it is asked, as text; nothing where it is asked among all. */
    static final String AMONG = "org.mediaplanner.clients";
    private static final String BIND = "SELECT set_config('app.tenant', $1, false), set_config('app.clients', $2, false)";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofMinutes(5);

    @Bean(destroyMethod = "dispose")
    ConnectionPool readerPool(DatabaseProperties database, QuerySideMigrated migrated,
            List<ConnectionFactoryDecorator> observed) {
        ConnectionFactory connections = new PostgresqlConnectionFactory(reader(database));
        for (ConnectionFactoryDecorator decorator : observed) {
            connections = decorator.decorate(connections);
        }
        return new ConnectionPool(ConnectionPoolConfiguration.builder(connections).name("reader")
                .initialSize(0).maxSize(database.reader().poolSize()).maxAcquireTime(TIMEOUT).maxIdleTime(IDLE)
                .acquireRetry(2).validationDepth(ValidationDepth.LOCAL)
                .postAllocate(ReaderConfiguration::bindTenant).preRelease(connection -> bind(connection, "", ""))
                .build());
    }

    /** As encrypted as the URL wants it for JDBC, which understands the same words. */
    static PostgresqlConnectionConfiguration reader(DatabaseProperties database) {
        PostgresqlConnectionConfiguration.Builder reader = PostgresqlConnectionConfiguration.builder()
                .host(database.host()).port(database.port()).database(database.database())
                .username(database.reader().username()).password(database.reader().password())
                .applicationName("media-planner-reader").connectTimeout(TIMEOUT)
                .statementTimeout(STATEMENT_TIMEOUT).tcpKeepAlive(true);
        String mode = database.parameter("sslmode");
        if (mode != null) {
            reader.sslMode(SSLMode.fromValue(mode));
        }
        String root = database.parameter("sslrootcert");
        if (root != null) {
            reader.sslRootCert(root);
        }
        return reader.build();
    }

    @Bean
    DatabaseClient readerClient(ConnectionPool readerPool) {
        return DatabaseClient.create(readerPool);
    }

    private static Mono<Void> bindTenant(Connection connection) {
        return Mono.deferContextual(context -> context.<String>getOrEmpty(TENANT)
                .map(tenant -> bind(connection, tenant, context.<String>getOrEmpty(AMONG).orElse("")))
                .orElseGet(() -> Mono.error(new IllegalStateException("A question without a tenant"))));
    }

    private static Mono<Void> bind(Connection connection, String tenant, String clients) {
        return Flux.from(connection.createStatement(BIND).bind("$1", tenant).bind("$2", clients).execute())
                .flatMap(Result::getRowsUpdated).then();
    }
}
