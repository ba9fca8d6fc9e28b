package org.mediaplanner.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mediaplanner.gateway.event.EnvelopeBody;
import org.mediaplanner.gateway.stream.FilterBody;
import org.mediaplanner.gateway.stream.Seats;
import org.mediaplanner.gateway.stream.Streams;
import org.mediaplanner.gateway.stream.Topic;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;
import tools.jackson.databind.JsonNode;

/** The document of the streams is open to everyone and says what the code does. */
class AsyncApiTest {

    private static final JsonNode API = Tenant.nobody().get("/asyncapi.json", "Accept", "text/html").is(200).json();

    @Test
    void every_topic_is_a_channel_with_the_words_of_the_code() {
        Map<String, String> topics = RunningApplication.instance().bean(Streams.class).topics().stream()
                .collect(Collectors.toMap(Topic::name, Topic::description));

        assertThat(API.at("/channels").propertyNames()).containsExactlyInAnyOrderElementsOf(
                Stream.concat(topics.keySet().stream(), List.of("eventStream", "webSocket").stream())
                        .toList());
        topics.forEach((name, description) -> assertThat(API.at("/channels/" + name + "/description").asString())
                .startsWith(description));
        assertThat(texts(API.at("/components/messages/client-subscribe/payload/properties/topic/enum")))
                .containsExactlyInAnyOrderElementsOf(topics.keySet());
    }

    @Test
    void every_frame_has_the_properties_of_its_record() {
        List<String> described = API.at("/components/messages").propertyNames().stream()
                .filter(name -> name.contains("-")).toList();

        assertThat(described).containsExactlyInAnyOrderElementsOf(Stream.concat(
                Arrays.stream(ClientFrame.Kind.values()).map(kind -> "client-" + kind.type()),
                Arrays.stream(ServerFrame.Kind.values()).map(kind -> "server-" + kind.type())).toList());
        for (ClientFrame.Kind kind : ClientFrame.Kind.values()) {
            JsonNode payload = API.at("/components/messages/client-" + kind.type() + "/payload");
            describes(payload, kind.frame());
            assertThat(payload.at("/properties/type/const").asString()).isEqualTo(kind.type());
        }
        List<String> known = names(ServerFrame.class);
        for (ServerFrame.Kind kind : ServerFrame.Kind.values()) {
            assertThat(API.at("/components/messages/server-" + kind.type() + "/payload/properties").propertyNames())
                    .isSubsetOf(known);
        }
        assertThat(API.at("/channels/webSocket/messages").propertyNames())
                .containsExactlyInAnyOrderElementsOf(described);
    }

    @Test
    void every_close_code_is_there_with_its_reason() {
        JsonNode codes = API.at("/channels/webSocket/x-close-codes");

        assertThat(codes.propertyNames()).hasSameSizeAs(CloseCode.values());
        for (CloseCode code : CloseCode.values()) {
            assertThat(codes.path(Integer.toString(code.code())).asString()).isEqualTo(code.reason());
        }
        assertThat(API.at("/channels/webSocket/description").asString())
                .contains(Conversation.MOST_SUBSCRIPTIONS + " subscriptions", Seats.PER_USER + " connections");
    }

    @Test
    void the_envelope_and_the_filter_are_those_of_the_code() {
        describes(API.at("/components/schemas/envelope"), EnvelopeBody.class);
        describes(API.at("/components/schemas/filter"), FilterBody.class);
    }

    @Test
    void every_reference_leads_somewhere() {
        List<JsonNode> references = API.findValues("$ref");

        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                API.at(reference.asString().substring(1)).isMissingNode()).as(reference.asString()).isFalse());
    }

    private static void describes(JsonNode schema, Class<?> type) {
        assertThat(schema.path("properties").propertyNames()).containsExactlyElementsOf(names(type));
        assertThat(texts(schema.path("required"))).containsExactlyElementsOf(Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName).toList());
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
