package org.mediaplanner.sandbox.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.sandbox.servers.SandboxProcess.Place;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tenant's owner at one sandbox; the demo's, unless somebody else logs in. */
final class Caller implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private String token = "";

    Caller(Place place) {
        this.url = "http://localhost:" + place.httpPort();
    }

    record Reply(int status, String text, HttpResponse<String> response) {

        JsonNode json() {
            return JSON.readTree(text);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Reply logIn() {
        return logIn("demo@example.com", "demo-password");
    }

    Reply logIn(String email, String password) {
        Reply reply = post("/api/v1/auth/login",
                "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
        token = reply.json().path("accessToken").asString();
        return reply;
    }

    /** Goes on as whoever was given {@code token}. */
    void hold(String known) {
        token = known;
    }

    String token() {
        return token;
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    /** Sends {@code text} as a file called {@code name}. */
    Reply upload(String path, String name, String text) {
        String form = """
                --the-boundary\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: text/csv\r
                \r
                %s\r
                --the-boundary--\r
                """.formatted(name, text);
        return send("POST", path, form, "Content-Type", "multipart/form-data; boundary=the-boundary");
    }

    /** The ids of the next {@code count} events of the stream at {@code path}. */
    List<Long> follow(String path, int count) {
        return CompletableFuture.supplyAsync(() -> {
            try (Stream<String> lines = http.send(HttpRequest.newBuilder(URI.create(url + path))
                    .header("Authorization", "Bearer " + token).header("Accept", "text/event-stream").build(),
                    BodyHandlers.ofLines()).body()) {
                return lines.filter(line -> line.startsWith("id:")).limit(count)
                        .map(line -> Long.valueOf(line.substring("id:".length()).strip())).toList();
            } catch (IOException e) {
                throw new IllegalStateException(path, e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    byte[] download(String path) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE)
                    .header("Authorization", "Bearer " + token).build(), BodyHandlers.ofByteArray()).body();
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Reply send(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE)
                .header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
