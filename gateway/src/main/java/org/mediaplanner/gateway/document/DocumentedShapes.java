package org.mediaplanner.gateway.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.RecordComponent;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.commands.Change;
import org.mediaplanner.events.identity.PrefixedId;
import org.mediaplanner.events.money.Money;
import tools.jackson.databind.JsonNode;

/**
 * Describes what the generator does not know: money, ids, currencies and zones as the text that they are, trees, a
 * {@link Change} as what it changes to, and which components of a record are required.
 */
final class DocumentedShapes implements ModelConverter {

    private static final String MONEY = "Money";

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
            Iterator<ModelConverter> chain) {
        JavaType java = Json.mapper().constructType(type.getType());
        Class<?> raw = java.getRawClass();
        if (raw == Change.class) {
            return context.resolve(type.type(java.containedType(0)).resolveAsRef(true));
        }
        if (raw == Money.class) {
            context.defineModel(MONEY, money());
            return new Schema<>().$ref("#/components/schemas/" + MONEY);
        }
        if (PrefixedId.class.isAssignableFrom(raw) && raw != PrefixedId.class) {
            return id(raw);
        }
        if (raw == Currency.class) {
            return text("^[A-Z]{3}$", "EUR").description("ISO 4217");
        }
        if (raw == ZoneId.class) {
            return text(null, "Europe/Berlin").description("IANA time zone");
        }
        if (raw == JsonNode.class) {
            return anyObject();
        }
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (schema != null && raw.isRecord()) {
            complete(raw, schema, context);
        }
        return schema;
    }

    private static void complete(Class<?> record, Schema<?> schema, ModelConverterContext context) {
        Schema<?> model = schema.get$ref() == null
                ? schema
                : context.getDefinedModels().get(schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1));
        if (model == null || model.getProperties() == null) {
            return;
        }
        for (RecordComponent component : record.getRecordComponents()) {
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            JsonInclude include = component.getAccessor().getAnnotation(JsonInclude.class);
            boolean always = include != null && include.value() == JsonInclude.Include.ALWAYS;
            String name = name(component);
            Schema<?> property = model.getProperties().get(name);
            if (property == null) {
                continue;
            }
            boolean listed = model.getRequired() != null && model.getRequired().contains(name);
            if ((!optional || always) && !listed) {
                model.addRequiredItem(name);
            }
            if (optional && always) {
                allowNull(property);
            }
        }
    }

    /** As it is written in JSON, where that is not how the component is called. */
    private static String name(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static void allowNull(Schema<?> property) {
        Set<String> types = new TreeSet<>();
        if (property.getTypes() != null) {
            types.addAll(property.getTypes());
        } else if (property.getType() != null) {
            types.add(property.getType());
        }
        if (!types.isEmpty()) {
            types.add("null");
            property.setTypes(types);
        }
    }

    private static Schema<?> money() {
        Schema<Object> money = new ObjectSchema();
        money.types(Set.of("object")).description("An exact amount; plain decimal text with at most six decimals. "
                + "What is sent is at most 1000000000000; what is answered can be a sum, up to 9223372036854.775807");
        money.setRequired(List.of("amount", "currency"));
        money.setProperties(Map.of("amount", text("^-?\\d+(\\.\\d{1,6})?$", "1234.56"), "currency",
                text("^[A-Z]{3}$", "EUR").description("ISO 4217")));
        return money;
    }

    /** An object whose properties depend on something else; in words, because a bare object says nothing at all. */
    private static Schema<?> anyObject() {
        Schema<?> anything = new Schema<>();
        anything.setTypes(Set.of("string", "number", "boolean", "object", "array"));
        Schema<Object> object = new ObjectSchema();
        object.types(Set.of("object")).additionalProperties(anything);
        return object;
    }

    private static Schema<?> id(Class<?> type) {
        try {
            String prefix = (String) type.getField("PREFIX").get(null);
            return text("^" + prefix + "_[0-9a-f-]{36}$", prefix + "_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(Arrays.toString(type.getFields()), e);
        }
    }

    private static Schema<?> text(@Nullable String pattern, String example) {
        StringSchema text = new StringSchema();
        text.setTypes(Set.of("string"));
        text.setPattern(pattern);
        text.setExample(example);
        return text;
    }
}
