package org.mediaplanner.gateway.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.gateway.input.JsonBodies;
import org.mediaplanner.gateway.problem.Fault;
import org.mediaplanner.gateway.stream.FilterBody;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a client says. */
sealed interface ClientFrame {

    /** At first, and again to renew. */
    record Authenticate(String type, String token) implements ClientFrame {

        /** A token has no place in a log. */
        @Override
        public String toString() {
            return "Authenticate";
        }
    }

    /**
     * @param id the client's own name for it
     * @param credit how many events may come before more is granted; as many as there are without it
     */
    record Subscribe(String type, String id, String topic, @Nullable Long after, @Nullable FilterBody filter,
            @Nullable Long credit) implements ClientFrame {}

    /** {@code n} further events may come. */
    record Credit(String type, String id, Long n) implements ClientFrame {}

    record Unsubscribe(String type, String id) implements ClientFrame {}

    record Ping(String type) implements ClientFrame {}

    /** The frames by their types. */
    enum Kind {

        AUTHENTICATE(Authenticate.class), SUBSCRIBE(Subscribe.class), CREDIT(Credit.class), UNSUBSCRIBE(
                Unsubscribe.class), PING(Ping.class);

        private final Class<? extends ClientFrame> frame;

        Kind(Class<? extends ClientFrame> frame) {
            this.frame = frame;
        }

        Class<? extends ClientFrame> frame() {
            return frame;
        }

        String type() {
            return ServerFrame.typeOf(this);
        }
    }

    /** The frame that {@code text} is; ends with a fault where it is none. */
    static ClientFrame read(String text) {
        String type = type(text);
        Kind kind = Arrays.stream(Kind.values()).filter(known -> known.type().equals(type)).findFirst()
                .orElseThrow(() -> Fault.of(HttpStatus.BAD_REQUEST, "unknown-frame", "A frame has one of the types "
                        + Arrays.stream(Kind.values()).map(Kind::type).collect(Collectors.joining(", "))).raised());
        Object frame = JsonBodies.read(text.getBytes(StandardCharsets.UTF_8), kind.frame());
        if (frame == null) {
            throw malformed().raised();
        }
        return kind.frame().cast(frame);
    }

    private static String type(String text) {
        try {
            return JsonMapper.shared().readTree(text).path("type").asString("");
        } catch (JacksonException notJson) {
            throw malformed().raised();
        }
    }

    private static Fault malformed() {
        return Fault.of(HttpStatus.BAD_REQUEST, "malformed", "A frame is one JSON object");
    }
}
