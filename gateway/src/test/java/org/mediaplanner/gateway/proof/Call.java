package org.mediaplanner.gateway.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request in the making. What stands in a path or behind a question mark is kept as it goes out, percent-encoded, so
 * that it can be wrong there as well.
 */
final class Call {

    private static final int SHOWN = 4_000;

    final Operation operation;
    final List<String> path = new ArrayList<>();
    final List<String> query = new ArrayList<>();
    final Map<String, String> headers = new LinkedHashMap<>();
    /** Where the body is JSON: what can still be changed in it. */
    @Nullable
    JsonNode json;
    private byte @Nullable [] body;

    Call(Operation operation) {
        this.operation = operation;
    }

    String target() {
        return operation.pathWith(path) + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }

    byte @Nullable [] body() {
        return body;
    }

    Call body(byte @Nullable [] bytes) {
        this.body = bytes;
        return this;
    }

    /** The request as a shell would repeat it, without the token. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("curl -X ").append(operation.method()).append(" \"$URL")
                .append(target()).append('"');
        headers.forEach((name, value) -> text.append(" -H '").append(name).append(": ").append(
                name.equals("Authorization") ? "Bearer $TOKEN" : value).append('\''));
        byte[] sent = body;
        if (sent != null) {
            text.append(readable(sent));
        }
        return text.length() > SHOWN
                ? text.substring(0, SHOWN) + "… (" + text.length() + " characters)"
                : text
                        .toString();
    }

    private static String readable(byte[] sent) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(sent)).toString();
            if (text.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
                return " --data-binary '" + text + "'";
            }
        } catch (CharacterCodingException notText) {
            // shown as what it is
        }
        return " --data-binary @<(echo " + Base64.getEncoder().encodeToString(sent) + " | base64 -d)";
    }
}
