package org.mediaplanner.eventstore.serialization;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.eventstore.serialization.EventTypes.Name;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * JSON for events, their metadata and tokens. An event carries its {@link EventTypes stored name}; Axon's own types
 * carry their class names; nothing else can be stored or read, so a name in a row never becomes a class by accident.
 */
public final class EventSerializer extends Jackson3Serializer {

    private static final String AXON = "org.axonframework.";

    private final EventTypes types;

    public EventSerializer(EventTypes types) {
        super(Jackson3Serializer.builder().jsonMapperBuilderCustomizer(EventSerializer::shape));
        this.types = types;
    }

    /** The record of a stored event, where {@code revision} is that of its newest shape. */
    public Optional<Class<? extends DomainEvent>> newest(String name, String revision) {
        Class<? extends DomainEvent> type = types.named(name);
        return type != null && String.valueOf(types.of(type).revision()).equals(revision)
                ? Optional.of(type)
                : Optional.empty();
    }

    /**
     * Each {@code name revision} of a newest shape that is none of {@code families}: a row of it holds nothing for
     * whoever wants only those. Of an older shape an upcaster may make anything.
     */
    public List<String> except(Collection<Class<? extends DomainEvent>> families) {
        return types.records().stream()
                .filter(type -> families.stream().noneMatch(family -> family.isAssignableFrom(type)))
                .map(type -> types.of(type).value() + " " + types.of(type).revision()).sorted().toList();
    }

    /** @throws SerializationException where {@code json} is not what a {@code type} is written as */
    public <E extends DomainEvent> E event(String json, Class<E> type) {
        return read(json, type);
    }

    /** What {@code json} says of an event's origin. */
    @SuppressWarnings("unchecked") // the keys of an object are strings
    public Map<String, Object> metadata(String json) {
        return read(json, Map.class);
    }

    private <T> T read(String json, Class<T> type) {
        try {
            return getObjectMapper().readValue(json, type);
        } catch (JacksonException e) {
            throw new SerializationException("Stored JSON is no " + type.getSimpleName(), e);
        }
    }

    private static void shape(JsonMapper.Builder json) {
        json.changeDefaultVisibility(visible -> visible.withGetterVisibility(Visibility.NONE)
                .withIsGetterVisibility(Visibility.NONE).withFieldVisibility(Visibility.ANY))
                .changeDefaultPropertyInclusion(always -> always.withValueInclusion(JsonInclude.Include.NON_NULL))
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                // Upcasters see trees: a decimal must come out of one as it went in.
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .annotationIntrospector(new FreeTextSerializer.Annotations())
                // A replay token names the class of the token within it.
                .polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder().allowIfSubType(AXON).build());
    }

    @Override
    @SuppressWarnings("rawtypes") // as Axon declares it
    public SerializedType typeForClass(Class type) {
        if (type != null && types.isEvent(type)) {
            Name name = types.of(type);
            return new SimpleSerializedType(name.value(), String.valueOf(name.revision()));
        }
        return super.typeForClass(type);
    }

    /**
     * @throws SerializationException for a name that is not known, or in a revision that no upcaster brought up to
     *         date: an event that is not understood must stop its reader, not be passed over
     */
    @Override
    protected String resolveClassName(SerializedType stored) {
        Class<?> event = types.named(stored.getName());
        if (event != null) {
            requireNewest(stored, types.of(event));
            return event.getName();
        }
        if (stored.getName().startsWith(AXON)) {
            return stored.getName();
        }
        throw new SerializationException("No event is called " + stored.getName());
    }

    private static void requireNewest(SerializedType stored, Name newest) {
        if (!String.valueOf(newest.revision()).equals(stored.getRevision())) {
            throw new SerializationException(stored.getName() + " revision " + stored.getRevision()
                    + " was not brought to revision " + newest.revision());
        }
    }
}
