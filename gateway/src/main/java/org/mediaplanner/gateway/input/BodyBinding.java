package org.mediaplanner.gateway.input;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.events.money.Money;
import tools.jackson.databind.JsonNode;

/**
 * Reads JSON as a request record. Strict: unknown properties, wrong types and missing values are all named by path,
 * nothing is coerced. A component is required unless it is {@code @Nullable}; a {@link Change} tells "absent" from
 * "null", as a merge patch (RFC 7386) does.
 */
final class BodyBinding {

    private static final int LARGEST_EXPONENT = 30;

    private final Findings findings;

    private BodyBinding(Findings findings) {
        this.findings = findings;
    }

    /** The record that {@code json} is; ends the request where it is none. */
    static Object bind(JsonNode json, Class<?> type) {
        Findings findings = new Findings();
        Object body = new BodyBinding(findings).value(json, type, "");
        findings.orContinue();
        if (body == null) {
            throw new IllegalStateException("Nothing was read and nothing was said against it");
        }
        return body;
    }

    private @Nullable Object value(JsonNode node, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            return generic.getRawType() == Change.class ? change(node, argument, path) : list(node, argument, path);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Money.class) {
            return Amounts.read(node, path, findings);
        }
        Function<String, Object> reader = Texts.reader(plain);
        if (reader != null) {
            return text(node, reader, path);
        }
        return plain.isRecord() ? object(node, plain, path) : scalar(node, plain, path);
    }

    private Change<?> change(JsonNode node, Type type, String path) {
        return Change.to(node.isNull() ? null : value(node, type, path));
    }

    private @Nullable List<?> list(JsonNode node, Type type, String path) {
        if (!node.isArray()) {
            findings.malformed(path, "must be a list");
            return null;
        }
        List<@Nullable Object> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            String place = path + "[" + i + "]";
            if (node.get(i).isNull()) {
                findings.malformed(place, "must not be null");
            } else {
                items.add(value(node.get(i), type, place));
            }
        }
        return items;
    }

    private @Nullable Object object(JsonNode node, Class<?> type, String path) {
        if (!node.isObject()) {
            findings.malformed(path.isEmpty() ? "body" : path, "must be an object");
            return null;
        }
        Shape shape = Shape.of(type);
        node.propertyNames().stream().filter(name -> !shape.knows(name))
                .forEach(name -> findings.malformed(at(path, name), "is not known here"));
        @Nullable
        Object[] values = new Object[shape.parts().size()];
        for (int i = 0; i < values.length; i++) {
            Shape.Part part = shape.parts().get(i);
            if (part.rows()) {
                findings.rowsIn(part.name());
            }
            values[i] = part(node.get(part.name()), part, at(path, part.name()));
        }
        return shape.build(values);
    }

    private @Nullable Object part(@Nullable JsonNode node, Shape.Part part, String path) {
        if (node == null || (node.isNull() && !part.isChange())) {
            if (part.required()) {
                findings.malformed(path, "is required");
            }
            return part.absent();
        }
        Object value = value(node, part.type(), path);
        return value == null ? part.absent() : value;
    }

    private @Nullable Object text(JsonNode node, Function<String, Object> reader, String path) {
        if (!node.isString()) {
            findings.malformed(path, "must be text");
            return null;
        }
        try {
            return reader.apply(node.stringValue());
        } catch (Unfit unfit) {
            findings.found(path, unfit);
            return null;
        }
    }

    private @Nullable Object scalar(JsonNode node, Class<?> type, String path) {
        if (type == boolean.class || type == Boolean.class) {
            return node.isBoolean() ? node.booleanValue() : wrong(path, "must be true or false");
        }
        if (type == int.class || type == Integer.class) {
            return node.isIntegralNumber() && node.canConvertToInt()
                    ? node.intValue()
                    : wrong(path, "must be a whole number");
        }
        if (type == Long.class) {
            return node.isIntegralNumber() && node.canConvertToLong()
                    ? node.longValue()
                    : wrong(path, "must be a whole number");
        }
        if (type == BigDecimal.class) {
            return node.isNumber() && isReasonable(node.decimalValue())
                    ? node.decimalValue()
                    : wrong(path, "must be a number");
        }
        throw new IllegalStateException("A request cannot hold a " + type);
    }

    /** A number such as 1e999999999 is short to write and fills the memory when it is computed with. */
    private static boolean isReasonable(BigDecimal number) {
        return number.precision() <= LARGEST_EXPONENT && Math.abs(number.scale()) <= LARGEST_EXPONENT;
    }

    private @Nullable Object wrong(String path, String message) {
        findings.malformed(path, message);
        return null;
    }

    private static String at(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
