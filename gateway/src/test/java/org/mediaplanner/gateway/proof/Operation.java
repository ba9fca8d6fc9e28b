package org.mediaplanner.gateway.proof;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** One operation, as the OpenAPI document describes it. */
record Operation(String method, String path, JsonNode description) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final String STREAM = "text/event-stream";

    String name() {
        return method + " " + path;
    }

    /** The parameters that stand {@code where}: path, query or header. */
    List<JsonNode> parameters(String where) {
        return description.path("parameters").valueStream().filter(p -> p.path("in").asString().equals(where)).toList();
    }

    List<String> placeholders() {
        return PLACEHOLDER.matcher(path).results().map(found -> found.group(1)).toList();
    }

    /** The path with {@code values} in the place of its placeholders, in their order. */
    String pathWith(List<String> values) {
        Matcher places = PLACEHOLDER.matcher(path);
        StringBuilder text = new StringBuilder();
        for (String value : values) {
            places.find();
            places.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return places.appendTail(text).toString();
    }

    /** The Content-Type of its body, {@code null} where it takes none. */
    @Nullable
    String bodyType() {
        return description.at("/requestBody/content").propertyNames().stream().findFirst().orElse(null);
    }

    JsonNode bodySchema() {
        String type = bodyType();
        return type == null
                ? MissingNode.getInstance()
                : description.at("/requestBody/content").path(type).path("schema");
    }

    boolean takesHeader(String name) {
        return parameters("header").stream().anyMatch(p -> p.path("name").asString().equals(name));
    }

    boolean isDocumented(int status) {
        return description.path("responses").has(Integer.toString(status));
    }

    /** What an answer of {@code status} and {@code type} is made of, missing where none is described. */
    JsonNode answer(int status, String type) {
        return description.path("responses").path(Integer.toString(status)).path("content").path(type).path("schema");
    }

    /** Whether {@code status} is answered without a body. */
    boolean isBodiless(int status) {
        return description.path("responses").path(Integer.toString(status)).path("content").isEmpty();
    }

    boolean streams() {
        return description.at("/responses/200/content").has(STREAM);
    }

    boolean needsNoToken() {
        return description.path("security").isArray() && description.path("security").isEmpty();
    }
}
