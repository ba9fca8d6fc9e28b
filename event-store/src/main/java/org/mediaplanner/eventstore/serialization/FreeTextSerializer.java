package org.mediaplanner.eventstore.serialization;

import java.util.List;
import org.mediaplanner.events.FreeText;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** Writes what is annotated with {@link FreeText} sealed where there is a {@link Seal}, else as it is. */
final class FreeTextSerializer extends ValueSerializer<Object> {

    /** Finds the annotation. */
    static final class Annotations extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1L;

        @Override
        public Object findSerializer(MapperConfig<?> config, Annotated annotated) {
            return annotated.hasAnnotation(FreeText.class)
                    ? FreeTextSerializer.class
                    : super.findSerializer(config, annotated);
        }
    }

    @Override
    public void serialize(Object value, JsonGenerator json, SerializationContext context) {
        boolean empty = value instanceof List<?> list && list.isEmpty();
        if (!empty && context.getAttribute(Seal.class) instanceof Seal seal) {
            seal.write(value, json);
        } else {
            plain(value, json);
        }
    }

    static void plain(Object value, JsonGenerator json) {
        if (value instanceof List<?> texts) {
            json.writeStartArray();
            texts.forEach(text -> json.writeString((String) text));
            json.writeEndArray();
        } else {
            json.writeString((String) value);
        }
    }
}
