package org.mediaplanner.sandbox.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** As much of the product as the demo speaks to; each third request can be made to fail. */
final class FakeProduct implements AutoCloseable {

    final Map<String, ObjectNode> aggregates = new LinkedHashMap<>();
    /** Each value that was ever reported, by campaign and day. */
    final Map<String, TreeMap<LocalDate, List<JsonNode>>> facts = new HashMap<>();
    final List<String> commands = new ArrayList<>();
    final List<String> imports = new ArrayList<>();

    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpServer server;
    private boolean registered;
    private boolean troubled;
    private int requests;

    FakeProduct() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    private record Answer(int status, @Nullable JsonNode body) {}

    void isTroubled(boolean now) {
        troubled = now;
    }

    URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    ObjectNode named(String name) {
        return aggregates.values().stream().filter(aggregate -> aggregate.path("name").asString().equals(name))
                .findFirst().orElseThrow();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer;
        if (troubled && ++requests % 3 == 0) {
            answer = new Answer(503, json.createObjectNode());
        } else {
            answer = answer(exchange, exchange.getRequestURI().getPath().substring("/api/v1".length()), body);
        }
        byte[] bytes = answer.body() == null ? new byte[0] : json.writeValueAsBytes(answer.body());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer answer(HttpExchange exchange, String path, String body) {
        String[] parts = path.substring(1).split("/", -1);
        String method = exchange.getRequestMethod();
        if (method.equals("GET")) {
            return parts.length == 3
                    ? analytics(parts[1])
                    : list(parts[0], "status=ARCHIVED".equals(lastParameter(exchange)));
        }
        if (!parts[0].equals("auth")) {
            commands.add(method + " " + path);
        }
        return switch (parts[0]) {
            case "auth" -> auth(parts[1]);
            case "fx-rates" -> new Answer(200, json.createObjectNode());
            case "performance" -> parts[1].equals("facts") ? report(json.readTree(body)) : imported(body);
            default -> parts.length == 1
                    ? create(parts[0], (ObjectNode) json.readTree(body))
                    : change(parts[1], method.equals("DELETE"), exchange.getRequestHeaders().getFirst("If-Match"));
        };
    }

    private Answer auth(String verb) {
        if (verb.equals("login")) {
            return new Answer(200, json.createObjectNode().put("accessToken", "token"));
        }
        boolean before = registered;
        registered = true;
        return new Answer(before ? 409 : 201, json.createObjectNode());
    }

    private Answer create(String kind, ObjectNode draft) {
        boolean taken = aggregates.values().stream().anyMatch(other -> other.path("name").equals(draft.path("name")));
        if (taken) {
            return new Answer(409, json.createObjectNode());
        }
        String id = kind + "_" + aggregates.size();
        aggregates.put(id, draft.put("id", id).put("version", 1).put("kind", kind));
        return new Answer(201, draft);
    }

    private Answer change(String id, boolean archive, String ifMatch) {
        ObjectNode aggregate = Objects.requireNonNull(aggregates.get(id));
        long version = aggregate.path("version").asLong();
        if (!("\"" + version + "\"").equals(ifMatch)) {
            return new Answer(412, json.createObjectNode());
        }
        aggregate.put("version", version + 1);
        if (archive) {
            aggregate.put("archived", true);
        }
        return archive ? new Answer(204, null) : new Answer(200, aggregate);
    }

    private Answer list(String kind, boolean archived) {
        ArrayNode items = json.createArrayNode();
        aggregates.values().stream().filter(aggregate -> aggregate.path("kind").asString().equals(kind)).filter(
                aggregate -> aggregate.path("archived").asBoolean(false) == archived).forEach(items::add);
        return new Answer(200, json.createObjectNode().set("items", items));
    }

    private Answer report(JsonNode batch) {
        for (JsonNode fact : batch.path("facts")) {
            List<JsonNode> known = facts.computeIfAbsent(fact.path("campaignId").asString(), id -> new TreeMap<>())
                    .computeIfAbsent(LocalDate.parse(fact.path("date").asString()), day -> new ArrayList<>());
            if (known.isEmpty() || !known.getLast().equals(fact)) {
                known.add(fact);
            }
        }
        return new Answer(200, json.createObjectNode());
    }

    private Answer imported(String form) {
        imports.add(form);
        return new Answer(200, json.createObjectNode());
    }

    private Answer analytics(String id) {
        ArrayNode items = json.createArrayNode();
        facts.getOrDefault(id, new TreeMap<>()).forEach((day, known) -> items.add(json.createObjectNode().put("date",
                day.toString()).put("impressions", known.getLast().path("impressions").asLong())));
        return new Answer(200, json.createObjectNode().set("items", items));
    }

    private static @Nullable String lastParameter(HttpExchange exchange) {
        String query = exchange.getRequestURI().getQuery();
        return query == null ? null : query.substring(query.lastIndexOf('&') + 1);
    }
}
