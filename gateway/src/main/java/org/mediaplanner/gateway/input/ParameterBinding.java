package org.mediaplanner.gateway.input;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/** Reads what stands behind the question mark as {@link QueryParameters}, naming all that is unknown or unfit. */
public final class ParameterBinding implements SyncHandlerMethodArgumentResolver {

    private static final String BOUND = ParameterBinding.class.getName();

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return QueryParameters.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public @Nullable Object resolveArgumentValue(MethodParameter parameter, BindingContext context,
            ServerWebExchange exchange) {
        Map<Class<?>, Object> bound = exchange.getAttribute(BOUND);
        if (bound == null) {
            bound = bind(parameter.getMethod(), exchange.getRequest().getQueryParams());
            exchange.getAttributes().put(BOUND, bound);
        }
        return bound.get(parameter.getParameterType());
    }

    private static Map<Class<?>, Object> bind(@Nullable Method method, MultiValueMap<String, String> given) {
        List<Class<?>> types = method == null
                ? List.of()
                : Arrays.stream(method.getParameterTypes()).filter(QueryParameters.class::isAssignableFrom)
                        .<Class<?>>map(type -> type).toList();
        Findings findings = new Findings();
        given.keySet().stream().filter(name -> types.stream().noneMatch(type -> Shape.of(type).knows(name)))
                .forEach(name -> findings.malformed(name, "is not a parameter here"));
        Map<Class<?>, Object> bound = new HashMap<>();
        for (Class<?> type : types) {
            Shape shape = Shape.of(type);
            @Nullable
            Object[] values = shape.parts().stream()
                    .map(part -> value(part, given.getOrDefault(part.name(), List.of()), findings)).toArray();
            bound.put(type, shape.build(values));
        }
        findings.orContinue();
        return bound;
    }

    private static @Nullable Object value(Shape.Part part, List<@Nullable String> given, Findings findings) {
        if (part.type() instanceof ParameterizedType list) {
            Class<?> type = (Class<?>) list.getActualTypeArguments()[0];
            List<Object> items = new ArrayList<>();
            for (String text : given) {
                Object item = read(type, part.name(), text, findings);
                if (item != null) {
                    items.add(item);
                }
            }
            return items;
        }
        if (given.size() > 1) {
            findings.malformed(part.name(), "must be given once");
        }
        Object value = given.isEmpty() ? null : read((Class<?>) part.type(), part.name(), given.getFirst(), findings);
        return value == null ? part.absent() : value;
    }

    private static @Nullable Object read(Class<?> type, String name, @Nullable String text, Findings findings) {
        try {
            return reader(type).apply(text == null ? "" : text);
        } catch (NumberFormatException noNumber) {
            findings.malformed(name, "must be a whole number");
        } catch (Unfit unfit) {
            findings.malformed(name, unfit.text());
        }
        return null;
    }

    private static Function<String, Object> reader(Class<?> type) {
        Function<String, Object> reader = Texts.reader(type);
        if (reader != null) {
            return reader;
        }
        if (type == Integer.class) {
            return Integer::valueOf;
        }
        if (type == boolean.class) {
            return ParameterBinding::truth;
        }
        throw new IllegalStateException("A parameter cannot be a " + type);
    }

    private static Object truth(String text) {
        return switch (text) {
            case "true", "" -> true;
            case "false" -> false;
            default -> throw Unfit.malformed("must be true or false");
        };
    }
}
