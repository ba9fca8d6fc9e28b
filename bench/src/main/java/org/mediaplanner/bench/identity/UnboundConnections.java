package org.mediaplanner.bench.identity;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Statement;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Connections on which a tenant is bound in vain: that statement never goes out. All others do as they are. */
final class UnboundConnections implements ConnectionFactory {

    private static final String BINDING = "set_config('app.tenant'";

    private final ConnectionFactory bound;

    UnboundConnections(ConnectionFactory bound) {
        this.bound = bound;
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Flux.from(bound.create()).map(UnboundConnections::unbound);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return bound.getMetadata();
    }

    private static Connection unbound(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> isBinding(method, arguments)
                ? proxy(Statement.class, UnboundConnections::nothing)
                : called(connection, method, arguments));
    }

    private static boolean isBinding(Method method, @Nullable Object @Nullable [] arguments) {
        return method.getName().equals("createStatement") && arguments != null
                && String.valueOf(arguments[0]).contains(BINDING);
    }

    /** A statement that takes whatever is bound to it, and has no result. */
    private static Object nothing(Object statement, Method method, @Nullable Object @Nullable [] arguments) {
        return method.getName().equals("execute") ? Mono.empty() : statement;
    }

    private static @Nullable Object called(Connection connection, Method method,
            @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }
}
