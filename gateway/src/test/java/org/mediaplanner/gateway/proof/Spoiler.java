package org.mediaplanner.gateway.proof;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes good requests bad, in one to three places: what is wrong, missing, too much, too long, or no text at all. */
final class Spoiler {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of("", " ", "\u0000", "a\u0000b", "\uD800", "x\uDC00", "\u202Eevil",
            "\uD83D\uDCA5", "x".repeat(300), "y".repeat(5_000), "../../etc/passwd", "' OR 1=1 --", "${jndi:ldap://x}",
            "{{7*7}}", "<script>alert(1)</script>", "%s%n%x", "null", "NaN", "-Infinity", "1e400", "-1", "0", "1.5",
            "9223372036854775807", "9223372036854775808", "0.0000001", "99999999999999999999999", "2026-02-30",
            "0000-01-01", "0001-01-01", "9999-12-31", "+999999999-12-31", "2026-1-1", "2026-01-01T00:00:00Z",
            "-1000000000-01-01T00:00:00Z", "EUR ", "eur", "XXX", "XAU", "GMT+25", "Europe/Atlantis", "\uFEFFx",
            "\u0130\u0131\u00DF", "e\u0301\u0302\u0303", "a\nb", "a\tb", "\u007F", "\u2028", "cmp_", "cmp_1", "CMP_X",
            "cmp_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11", "bud_01980e0d-6b1c-7c3e-9f63-0b0d4a5c2e11",
            "cli_01980e0d-6b1c-4c3e-9f63-0b0d4a5c2e11", "[]", "{}", "\"", "\\", "a,b;c", "=1+1", "-name", "--name",
            "name,-name", "*", "yyyy-MM-dd'", "QQQQQQ", "{a}{b", "{}{}", "@", "a@b", "a@b@c.example");
    private static final List<JsonNode> VALUES = List.of(NODES.nullNode(), NODES.booleanNode(true),
            NODES.numberNode(-1), NODES.numberNode(0), NODES.numberNode(1.5), NODES.numberNode(Integer.MAX_VALUE),
            NODES.numberNode(Integer.MIN_VALUE), NODES.numberNode(Long.MAX_VALUE), NODES.numberNode(Long.MIN_VALUE),
            NODES.numberNode(new BigInteger("9".repeat(40))), NODES.numberNode(new BigDecimal("1e400")),
            NODES.numberNode(new BigDecimal("1e-400")), NODES.numberNode(new BigDecimal("0.1234567")),
            NODES.numberNode(1e308), NODES.arrayNode(), NODES.objectNode(), NODES.arrayNode().add(NODES.nullNode()),
            NODES.objectNode().put("", ""), nested(60), many(1_200));
    /** As they go out: escapes that stand for no character, for half of one, or for a part of the path. */
    private static final List<String> RAW = List.of("%00", "%FF", "%C0%80", "%ED%A0%80", "%2F", "%5C", "%2e%2e", "%25",
            "%0d%0aX-Evil:1", ";a=b", "%3B", "+", "%20", "%F0%9F%92%A5", "%7B%7D", "a%2Cb", "%E2%80%AE");
    private static final List<String> ACCEPTS = List.of("text/xml", "text/csv", "*/*", "application/json;q=0",
            "garbage",
            "application/*", "text/html, */*;q=0.1", "application/problem+json", "text/event-stream", ";", "a/b/c");
    private static final List<String> TYPES = List.of("text/plain", "application/json; charset=utf-16", "garbage",
            "application/xml", "multipart/form-data", "multipart/form-data; boundary=",
            "application/x-www-form-urlencoded",
            "application/merge-patch+json", "application/json; charset=nonsense", "application/*",
            "application/octet-stream",
            "multipart/form-data; boundary=\"" + "b".repeat(300) + "\"");
    private static final List<String> VERSIONS = List.of("*", "W/\"1\"", "\"-1\"", "\"0\"", "\"99999999999999999999\"",
            "1", "\"1\", \"2\"", "\"\"", "\"1", "\"9223372036854775807\"", "\"abc\"", "\"\u00e9\"");
    private static final List<String> LESS_KNOWN = List.of("Last-Event-ID", "X-Request-Id", "traceparent",
            "Accept-Language",
            "Content-Encoding", "Range", "If-None-Match", "If-Modified-Since", "X-Forwarded-For", "X-Forwarded-Prefix",
            "Forwarded", "Origin", "X-HTTP-Method-Override", "Cookie", "baggage", "Prefer");

    private final Requests requests;
    private final Random random;

    Spoiler(Requests requests, Random random) {
        this.requests = requests;
        this.random = random;
    }

    /** Changes {@code call}, whose body is not yet written, and writes it. */
    void spoil(Call call) {
        int places = 1 + random.nextInt(3);
        List<Runnable> afterwards = new ArrayList<>();
        for (int i = 0; i < places; i++) {
            switch (random.nextInt(10)) {
                case 0 -> header(call);
                case 1 -> path(call);
                case 2, 3 -> query(call);
                case 4 -> afterwards.add(() -> bytes(call));
                default -> json(call);
            }
        }
        requests.written(call);
        afterwards.forEach(Runnable::run);
    }

    private void json(Call call) {
        JsonNode body = call.json;
        if (body == null) {
            if (random.nextInt(3) == 0) {
                call.headers.putIfAbsent("Content-Type", "application/json");
                call.json = value();
            } else {
                query(call);
            }
            return;
        }
        List<ObjectNode> objects = new ArrayList<>();
        List<ArrayNode> arrays = new ArrayList<>();
        collect(body, objects, arrays);
        if (objects.isEmpty() || random.nextInt(15) == 0) {
            call.json = value();
        } else if (!arrays.isEmpty() && random.nextInt(4) == 0) {
            spoil(arrays.get(random.nextInt(arrays.size())));
        } else {
            spoil(objects.get(random.nextInt(objects.size())));
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects, List<ArrayNode> arrays) {
        if (node.isObject()) {
            objects.add(node.asObject());
        } else if (node.isArray()) {
            arrays.add(node.asArray());
        }
        node.forEach(child -> collect(child, objects, arrays));
    }

    private void spoil(ObjectNode object) {
        List<String> names = List.copyOf(object.propertyNames());
        String name = names.isEmpty() ? "surprise" : names.get(random.nextInt(names.size()));
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(text(), value());
            case 2 -> object.set("surprise", value());
            default -> object.set(name, value());
        }
    }

    private void spoil(ArrayNode array) {
        switch (random.nextInt(4)) {
            case 0 -> array.removeAll();
            case 1 -> {
                if (!array.isEmpty()) {
                    array.add(array.get(0).deepCopy());
                }
            }
            default -> array.add(value());
        }
    }

    private JsonNode value() {
        return random.nextBoolean() ? NODES.stringNode(text()) : VALUES.get(random.nextInt(VALUES.size())).deepCopy();
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** A value as it goes out in a target, short enough for one: what is longer never comes as far as an operation. */
    private String escaped() {
        if (random.nextInt(3) == 0) {
            return RAW.get(random.nextInt(RAW.size()));
        }
        String text = text();
        return Requests.encoded(text.substring(0, Math.min(text.length(), 500)));
    }

    private void path(Call call) {
        if (call.path.isEmpty()) {
            query(call);
            return;
        }
        int place = random.nextInt(call.path.size());
        String value = call.path.get(place);
        call.path.set(place, switch (random.nextInt(5)) {
            case 0 -> value.isEmpty() || value.contains("%") ? "x" : value.substring(0, value.length() - 1);
            case 1 -> value + escaped();
            case 2 -> value.contains("%") ? value : value.replaceFirst("[0-9a-f]$", "%30");
            default -> escaped();
        });
    }

    private void query(Call call) {
        List<String> known = call.operation.parameters("query").stream().map(p -> p.path("name").asString()).toList();
        String name = known.isEmpty() || random.nextInt(8) == 0
                ? escaped()
                : known.get(random.nextInt(known.size()));
        switch (random.nextInt(8)) {
            case 0 -> call.query.add(name);
            case 1 -> call.query.add("=" + escaped());
            case 2 -> {
                call.query.add(name + "=" + escaped());
                call.query.add(name + "=" + escaped());
            }
            case 3 -> call.query.add("cursor=" + cursor());
            case 4 -> call.query.add(Requests.encoded(name + "[0]") + "=" + escaped());
            default -> call.query.add(name + "=" + escaped());
        }
    }

    /** Like one that was handed out, with other things in it. */
    private String cursor() {
        ObjectNode cursor = NODES.objectNode();
        List<String> orders = List.of("-created_at,id", "created_at,id", "name,id", "-name,id", "position,position");
        cursor.set("order", NODES.stringNode(orders.get(random.nextInt(orders.size()))));
        cursor.set("value", value());
        cursor.set("id", value());
        byte[] bytes = cursor.toString().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(Arrays.copyOf(bytes, Math.min(bytes.length, 900)));
    }

    private void header(Call call) {
        switch (random.nextInt(7)) {
            case 0 -> call.headers.put("Accept", ACCEPTS.get(random.nextInt(ACCEPTS.size())));
            case 1 -> call.headers.put("Content-Type", TYPES.get(random.nextInt(TYPES.size())));
            case 2 -> call.headers.put("If-Match", VERSIONS.get(random.nextInt(VERSIONS.size())));
            case 3 -> call.headers.put("Idempotency-Key", random.nextBoolean() ? "the same" : printable());
            case 4 -> call.headers.remove("If-Match");
            case 5 -> call.headers.put("Authorization", switch (random.nextInt(3)) {
                case 0 -> "Bearer " + printable();
                case 1 -> "Basic YTpi";
                default -> "Bearer";
            });
            default -> call.headers.put(LESS_KNOWN.get(random.nextInt(LESS_KNOWN.size())), printable());
        }
    }

    /** What a header can hold. */
    private String printable() {
        return text().replaceAll("[^\\x20-\\x7E\\xA0-\\xFF]", "?").strip();
    }

    private void bytes(Call call) {
        byte[] body = call.body();
        if (body == null || body.length == 0) {
            return;
        }
        int place = random.nextInt(body.length);
        switch (random.nextInt(5)) {
            case 0 -> call.body(Arrays.copyOf(body, place));
            case 1 -> {
                body[place] = (byte) random.nextInt(256);
                call.body(body);
            }
            case 2 -> call.body(new byte[0]);
            case 3 -> call.body(("\uFEFF" + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
            default -> call.body("[".repeat(3_000).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static JsonNode nested(int depth) {
        ArrayNode node = NODES.arrayNode();
        return depth == 0 ? node : node.add(nested(depth - 1));
    }

    private static JsonNode many(int size) {
        ArrayNode node = NODES.arrayNode();
        for (int i = 0; i < size; i++) {
            node.add("x");
        }
        return node;
    }
}
