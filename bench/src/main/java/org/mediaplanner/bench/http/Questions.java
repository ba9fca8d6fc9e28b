package org.mediaplanner.bench.http;

import io.r2dbc.proxy.ProxyConnectionFactory;
import io.r2dbc.proxy.core.Binding;
import io.r2dbc.proxy.core.Bindings;
import io.r2dbc.proxy.core.QueryExecutionInfo;
import io.r2dbc.proxy.core.QueryInfo;
import io.r2dbc.proxy.listener.ProxyExecutionListener;
import io.r2dbc.spi.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Listens to the reader's connections, so that the ceiling sends what an answer is really read with. */
@Configuration(proxyBeanMethods = false)
class Questions {

    private static final Pattern PLACE = Pattern.compile("\\$(\\d+)");
    private static final List<Asked> HEARD = new CopyOnWriteArrayList<>();

    /** One statement in the way of JDBC, with a value for each question mark. */
    record Asked(String sql, List<Object> values) {

        boolean isAbout(String text) {
            return sql.contains(text);
        }
    }

    @Bean
    static ConnectionFactoryDecorator listening() {
        return connections -> ProxyConnectionFactory.builder(connections).listener(new Listener()).build();
    }

    /** What was sent since this was asked last, but for the binding of tenants. */
    static List<Asked> heard() {
        List<Asked> heard = HEARD.stream().filter(asked -> !asked.isAbout("set_config")).toList();
        HEARD.clear();
        return heard;
    }

    private static final class Listener implements ProxyExecutionListener {

        @Override
        public void beforeQuery(QueryExecutionInfo execution) {
            execution.getQueries().forEach(query -> HEARD.add(asked(query)));
        }

        private static Asked asked(QueryInfo query) {
            Map<Integer, Object> bound = new HashMap<>();
            for (Bindings bindings : query.getBindingsList()) {
                Stream.concat(bindings.getIndexBindings().stream(), bindings.getNamedBindings().stream())
                        .forEach(binding -> bound.put(place(binding), value(binding)));
            }
            List<Object> values = new ArrayList<>();
            Matcher places = PLACE.matcher(query.getQuery());
            while (places.find()) {
                values.add(Objects.requireNonNull(bound.get(Integer.parseInt(places.group(1)))));
            }
            return new Asked(places.replaceAll("?"), values);
        }

        private static int place(Binding binding) {
            return binding.getKey() instanceof Integer index
                    ? index + 1
                    : Integer.parseInt(binding.getKey().toString().substring(1));
        }

        private static Object value(Binding binding) {
            Object value = Objects.requireNonNull(binding.getBoundValue().getValue());
            return value instanceof Parameter typed ? Objects.requireNonNull(typed.getValue()) : value;
        }
    }
}
