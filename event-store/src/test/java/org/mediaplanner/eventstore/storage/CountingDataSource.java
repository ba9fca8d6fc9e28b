package org.mediaplanner.eventstore.storage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Writes down what goes to the database: the first word of each statement that is run, and each end of a transaction. */
final class CountingDataSource extends DelegatingDataSource {

    final List<String> calls = new CopyOnWriteArrayList<>();

    CountingDataSource(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return watched(Connection.class, super.getConnection(), "");
    }

    private <T> T watched(Class<T> type, T target, String sql) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                String name = method.getName();
                if (name.startsWith("execute")) {
                    calls.add((sql.isEmpty() ? arguments[0].toString() : sql).strip().split("\\s+", 2)[0]);
                } else if (name.equals("commit") || name.equals("rollback")) {
                    calls.add(name.toUpperCase(Locale.ROOT));
                }
                Object result = method.invoke(target, arguments);
                if (result instanceof PreparedStatement statement) {
                    return watched(PreparedStatement.class, statement, arguments[0].toString());
                }
                return result instanceof Statement statement ? watched(Statement.class, statement, "") : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }
}
