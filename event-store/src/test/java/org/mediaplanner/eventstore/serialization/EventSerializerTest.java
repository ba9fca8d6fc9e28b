package org.mediaplanner.eventstore.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mediaplanner.events.DomainEvent;
import org.mediaplanner.events.EventType;
import org.mediaplanner.events.client.ClientEvent.ClientRenamed;
import org.mediaplanner.events.client.ClientId;

class EventSerializerTest {

    private static final EventSerializer SERIALIZER = new EventSerializer(new EventTypes(DomainEvent.types()));

    static Stream<Object> what_axon_stores_beside_events() {
        GapAwareTrackingToken token = GapAwareTrackingToken.newInstance(9, Set.of(3L, 7L));
        return Stream.of(token, ReplayToken.createReplayToken(token, GapAwareTrackingToken.newInstance(2, Set.of())),
                new ConfigToken(Map.of("id", "x")), MetaData.with("tenantId", "ten_1"));
    }

    @ParameterizedTest
    @MethodSource
    void what_axon_stores_beside_events(Object value) {
        assertThat(SERIALIZER.<byte[], Object>deserialize(SERIALIZER.serialize(value, byte[].class))).isEqualTo(value);
    }

    @Test
    void a_name_that_no_event_has_stops_the_reader() {
        for (String name : List.of("campaign.teleported", "java.lang.ProcessBuilder", ClientRenamed.class.getName())) {
            assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read(name, "1", "{}"))
                    .withMessageContaining(name);
        }
    }

    @Test
    void a_revision_that_nobody_brought_up_to_date_stops_the_reader() {
        assertThatExceptionOfType(SerializationException.class).isThrownBy(() -> read("client.renamed", "0", "{}"))
                .withMessageContaining("revision 0");
    }

    @Test
    void a_property_that_a_newer_node_added_is_passed_over() {
        ClientId client = ClientId.next();

        assertThat(read("client.renamed", "1", "{\"clientId\": \"" + client
                + "\", \"before\": \"A\", \"after\": \"B\", \"why\": \"?\"}")).isEqualTo(new ClientRenamed(client, "A",
                        "B"));
    }

    @Test
    void an_event_without_a_name_cannot_be_stored() {
        assertThatIllegalArgumentException().isThrownBy(() -> SERIALIZER.serialize(new Nameless(), String.class));
        assertThatIllegalArgumentException().isThrownBy(() -> new EventTypes(List.of(Nameless.class)))
                .withMessageContaining("@EventType");
    }

    @Test
    void two_events_cannot_have_the_same_name() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EventTypes(List.of(ClientRenamed.class,
                Renamed.class))).withMessageContaining("client.renamed");
    }

    private static Object read(String name, String revision, String json) {
        return SERIALIZER.deserialize(new SimpleSerializedObject<>(json, String.class, name, revision));
    }

    record Nameless() implements DomainEvent {

        @Override
        public String streamId() {
            return "none";
        }
    }

    @EventType("client.renamed")
    record Renamed() implements DomainEvent {

        @Override
        public String streamId() {
            return "none";
        }
    }
}
