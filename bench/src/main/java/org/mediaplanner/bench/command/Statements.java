package org.mediaplanner.bench.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Listens to the writer's connections, so that the ceiling sends what a command really sends. */
final class Statements implements BeanPostProcessor {

    private volatile @Nullable List<String> heard;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return name.equals("dataSource") ? new Listening((DataSource) bean) : bean;
    }

    /** What is prepared while {@code work} runs; {@code COMMIT} stands for the end of a transaction. */
    List<String> during(Runnable work) {
        List<String> statements = new ArrayList<>();
        heard = statements;
        work.run();
        heard = null;
        return statements;
    }

    private final class Listening extends DelegatingDataSource {

        Listening(DataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            List<String> list = heard;
            return list == null ? connection : listening(connection, list);
        }

        private static Connection listening(Connection connection, List<String> list) {
            return (Connection) Proxy.newProxyInstance(Connection.class.getClassLoader(),
                    new Class<?>[]{Connection.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            list.add((String) arguments[0]);
                        } else if (method.getName().equals("commit")) {
                            list.add("COMMIT");
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
