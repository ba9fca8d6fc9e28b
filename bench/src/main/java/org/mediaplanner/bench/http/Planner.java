package org.mediaplanner.bench.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.mediaplanner.bench.product.Door;
import tools.jackson.databind.JsonNode;

/** A new organisation's planner, who gives large things. */
public final class Planner {

    private static final String BOUNDARY = "planner-" + UUID.randomUUID();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final URI root;
    private final String token;

    private Planner(URI root, String token) {
        this.root = root;
        this.token = token;
    }

    /** @param root as {@code http://host:port/api/v1} */
    public static Planner at(URI root) throws InterruptedException {
        return new Planner(root, new Door(List.of(root)).register(UUID.randomUUID() + "@example.com"));
    }

    public String token() {
        return token;
    }

    public Caller caller() {
        return new Caller(root, token);
    }

    /** An answer and the position up to which questions must see. */
    public record Done(JsonNode body, long position) {}

    /** One part of a form. */
    record Part(String name, String disposition, String text) {

        static Part field(String name, String json) {
            return new Part(name, "form-data; name=\"%s\"".formatted(name), json);
        }

        static Part file(String csv) {
            return new Part("file", "form-data; name=\"file\"; filename=\"facts.csv\"", csv);
        }
    }

    public Done get(String path) throws IOException, InterruptedException {
        return send("GET", path, BodyPublishers.noBody(), "application/json");
    }

    public Done post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, BodyPublishers.ofString(json), "application/json");
    }

    Done form(String path, Part... parts) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            text.append("--").append(BOUNDARY).append("\r\nContent-Disposition: ").append(part.disposition())
                    .append("\r\n\r\n").append(part.text()).append("\r\n");
        }
        text.append("--").append(BOUNDARY).append("--\r\n");
        return send("POST", path, BodyPublishers.ofByteArray(text.toString().getBytes(StandardCharsets.UTF_8)),
                "multipart/form-data; boundary=" + BOUNDARY);
    }

    /** Waits until {@code path}, which has a query, covers {@code position}. */
    public JsonNode covering(String path, long position) throws IOException, InterruptedException {
        while (true) {
            HttpResponse<String> answer = HTTP.send(
                    request(path + "&minPosition=" + position, "application/json").GET().build(),
                    BodyHandlers.ofString());
            if (answer.headers().firstValue("X-Caught-Up").orElse("").equals("true")) {
                return Door.JSON.readTree(answer.body());
            }
        }
    }

    private Done send(String method, String path, BodyPublisher body, String type)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request(path, type).method(method, body).build(),
                BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return new Done(Door.JSON.readTree(answer.body()),
                answer.headers().firstValue("X-Event-Position").map(Long::valueOf).orElse(0L));
    }

    private HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(URI.create(root + path)).timeout(PATIENCE).header("Authorization", "Bearer "
                + token).header("Content-Type", type);
    }
}
