package org.mediaplanner.sandbox.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product as anybody else calls it: over HTTP, with a token. */
final class ProductApi {

    static final String EMAIL = "demo@example.com";

    private static final String PASSWORD = "demo-password";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String JSON = "application/json";
    private static final String BOUNDARY = "demo-boundary-5f2a";
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE).build();
    private final URI base;
    private final JsonMapper json;
    private @Nullable String token;

    ProductApi(URI base, JsonMapper json) {
        this.base = base;
        this.json = json;
    }

    /** An answer that leaves the demo unfinished; the next attempt goes on where this one stopped. */
    static final class Unexpected extends RuntimeException {

        private static final long serialVersionUID = 1;

        Unexpected(String message) {
            super(message);
        }
    }

    /** Registers the demo's organisation unless that was done before, and signs in as its owner. */
    void signIn() {
        HttpResponse<String> registered = send(request("/auth/register").POST(body(Map.of("organization", "Demo",
                "name", "Demo Owner", "email", EMAIL, "password", PASSWORD, "currency", "EUR", "timeZone", "UTC"))));
        if (registered.statusCode() != CREATED && registered.statusCode() != CONFLICT) {
            throw unexpected("POST /auth/register", registered);
        }
        token = expected("POST /auth/login",
                send(request("/auth/login").POST(body(Map.of("email", EMAIL, "password", PASSWORD)))))
                .path("accessToken").asString();
    }

    JsonNode get(String path) {
        return expected("GET " + path, send(request(path).GET()));
    }

    /**
     * Sends a command. The same {@code key} and body again are answered as the first time and do nothing.
     *
     * @param version of the aggregate, where the command is for one that exists
     */
    JsonNode command(String method, String path, @Nullable Object body, String key, @Nullable Long version) {
        String text = body == null ? "" : json.writeValueAsString(body);
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString(text)).header(
                "Idempotency-Key", key(key, text));
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        return expected(method + " " + path, send(request));
    }

    /** Imports a CSV file. */
    JsonNode importFile(String csv, Object mapping, String key) {
        String form = part("mapping", JSON, null, json.writeValueAsString(mapping)) + part("file", "text/csv",
                "demo.csv", csv) + "--" + BOUNDARY + "--\r\n";
        return expected("POST /performance/import",
                send(request("/performance/import").setHeader("Content-Type",
                        "multipart/form-data; boundary=" + BOUNDARY).header("Idempotency-Key", key(key, form))
                        .POST(BodyPublishers.ofString(form))));
    }

    /** A plan that has changed since a key was used last may use it again. */
    private static String key(String key, String body) {
        return key.replace(' ', '-') + "-" + Integer.toHexString(body.hashCode());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/api/v1" + path)).timeout(PATIENCE).header(
                "Content-Type", JSON).header("Accept", JSON);
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpRequest.BodyPublisher body(Object body) {
        return BodyPublishers.ofString(json.writeValueAsString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unexpected("no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unexpected("interrupted");
        }
    }

    private JsonNode expected(String what, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw unexpected(what, answer);
        }
        return answer.body().isEmpty() ? json.missingNode() : json.readTree(answer.body());
    }

    private static Unexpected unexpected(String what, HttpResponse<String> answer) {
        return new Unexpected("%s: %d %s".formatted(what, answer.statusCode(), answer.body()));
    }

    private static String part(String name, String type, @Nullable String file, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + (file == null ? "" : "; filename=\"" + file + "\"") + "\r\nContent-Type: " + type + "\r\n\r\n"
                + content + "\r\n";
    }
}
