package org.mediaplanner.gateway.proof;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes the requests that a caller in good faith would send, for any operation of the document. */
final class Requests {

    static final String BOUNDARY = "boundary-of-a-part";

    private static final double OPTIONAL = 0.2;
    /** Waits until views have caught up: most of the time would be spent on that. */
    private static final double PATIENT = 0.03;
    private static final String ABSENT = "01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11";
    /** Escaped, so that half a character can be written as well. */
    private static final JsonMapper JSON = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final ApiDocument api;
    private final Things things;
    private final Values.Login login;
    private final String mark;

    /** @param mark stands in every name that is given */
    Requests(ApiDocument api, Things things, Values.Login login, String mark) {
        this.mark = mark;
        this.api = api;
        this.things = things;
        this.login = login;
    }

    /** A request that may well succeed. Its body is not yet {@link #written}. */
    Call good(Operation operation, @Nullable String token, Random random) {
        Call call = new Call(operation);
        String subject = null;
        for (JsonNode parameter : operation.parameters("path")) {
            subject = placed(operation, parameter, random);
            call.path.add(encoded(subject));
        }
        Values values = new Values(api, things, login, mark, random, subject);
        for (JsonNode parameter : operation.parameters("query")) {
            String name = parameter.path("name").asString();
            double chance = name.equals("minPosition") ? PATIENT : OPTIONAL;
            if (parameter.path("required").asBoolean(false) || random.nextDouble() < chance) {
                for (JsonNode value : chosen(values, operation, parameter, name)) {
                    call.query.add(encoded(name) + "=" + encoded(value.asString()));
                }
            }
        }
        if (token != null && !operation.needsNoToken()) {
            call.headers.put("Authorization", "Bearer " + token);
        }
        if (operation.takesHeader("If-Match")) {
            // What has no id in its path is the organisation itself.
            String version = things.version(subject == null ? things.some("ten", random) : subject);
            call.headers.put("If-Match", version == null ? "\"1\"" : version);
        }
        if (operation.takesHeader("Idempotency-Key") && random.nextInt(4) == 0) {
            call.headers.put("Idempotency-Key", "key-" + random.nextLong());
        }
        String type = operation.bodyType();
        if (type != null) {
            call.headers.put("Content-Type", type.startsWith("multipart") ? type + "; boundary=" + BOUNDARY : type);
            call.json = values.of(operation.bodySchema(), "");
        }
        return call;
    }

    private List<JsonNode> chosen(Values values, Operation operation, JsonNode parameter, String name) {
        if (name.equals("cursor")) {
            String cursor = things.cursor(operation.path());
            return cursor == null ? List.of() : List.of(JSON.getNodeFactory().stringNode(cursor));
        }
        JsonNode described = parameter.path("schema");
        if (parameter.has("example") && !described.has("example") && described.isObject()) {
            described = described.deepCopy().asObject().set("example", parameter.path("example"));
        }
        JsonNode value = values.of(described, name);
        return value.isArray() ? value.valueStream().toList() : List.of(value);
    }

    /** The value of a placeholder: an id of its kind, or what the list in front of it has shown. */
    private String placed(Operation operation, JsonNode parameter, Random random) {
        String name = parameter.path("name").asString();
        String pattern = api.resolved(parameter.path("schema")).path("pattern").asString("");
        if (pattern.matches("\\^[a-z]{3}_.*")) {
            String known = things.some(pattern.substring(1, 4), random);
            return known == null ? pattern.substring(1, 4) + "_" + ABSENT : known;
        }
        String list = operation.path().substring(0, operation.path().indexOf("/{" + name + "}"));
        String known = things.listed(list, name, random);
        return known == null ? "postgres" : known;
    }

    /** Turns what is to be sent as JSON, or as parts of which some are JSON, into bytes. */
    void written(Call call) {
        JsonNode json = call.json;
        if (json == null) {
            return;
        }
        String type = String.valueOf(call.operation.bodyType());
        call.body(type.startsWith("multipart") && json.isObject()
                ? parts(call.operation, json)
                : JSON.writeValueAsBytes(json));
    }

    private byte[] parts(Operation operation, JsonNode form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JsonNode described = api.resolved(operation.bodySchema()).path("properties");
        form.forEachEntry((name, value) -> {
            boolean file = described.path(name).path("format").asString("").equals("binary") && value.isString();
            String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                    + (file ? "; filename=\"data.csv\"" : "") + "\r\nContent-Type: "
                    + (file ? "text/csv" : "application/json") + "\r\n\r\n";
            bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            bytes.writeBytes(file
                    ? value.asString().getBytes(StandardCharsets.UTF_8)
                    : JSON.writeValueAsBytes(value));
            bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        });
        bytes.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
