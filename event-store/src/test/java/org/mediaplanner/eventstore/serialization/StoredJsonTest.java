package org.mediaplanner.eventstore.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.eventstore.testing.EventSamples;
import tools.jackson.databind.ObjectWriter;

/**
 * What each event looks like in a row. A file under {@code golden} is what stores in the field hold: a change of one
 * is a change of history, for which the event needs a new revision and an upcaster.
 */
class StoredJsonTest {

    private static final EventTypes TYPES = new EventTypes(DomainEvent.types());
    private static final EventSerializer SERIALIZER = new EventSerializer(TYPES);
    private static final ObjectWriter PRETTY = SERIALIZER.getObjectMapper().writerWithDefaultPrettyPrinter();

    static Stream<DomainEvent> samples() {
        return EventSamples.ALL.stream();
    }

    @Test
    void there_is_a_sample_of_every_event() {
        assertThat(EventSamples.ALL).extracting(event -> (Object) event.getClass()).containsExactlyInAnyOrderElementsOf(
                DomainEvent.types());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void an_event_is_written_as_it_always_was(DomainEvent event) throws IOException {
        SerializedObject<String> written = SERIALIZER.serialize(event, String.class);

        assertThat(pretty(written.getData())).as(file(event)).isEqualTo(golden(event));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_was_written_is_read_as_the_same_event(DomainEvent event) throws IOException {
        EventTypes.Name name = TYPES.of(event.getClass());

        assertThat(SERIALIZER.<String, DomainEvent>deserialize(new SimpleSerializedObject<>(golden(event),
                String.class, name.value(), String.valueOf(name.revision())))).isEqualTo(event);
    }

    private static String pretty(String json) {
        return PRETTY.writeValueAsString(SERIALIZER.getObjectMapper().readTree(json)) + "\n";
    }

    private static String golden(DomainEvent event) throws IOException {
        try (@Nullable
        InputStream file = StoredJsonTest.class.getResourceAsStream(file(event))) {
            assertThat(file).as("The golden file %s, with:%n%s", file(event), pretty(SERIALIZER.serialize(event,
                    String.class).getData())).isNotNull();
            return new String(file.readAllBytes(), UTF_8);
        }
    }

    private static String file(DomainEvent event) {
        EventTypes.Name name = TYPES.of(event.getClass());
        return "/golden/" + name.value() + "." + name.revision() + ".json";
    }
}
