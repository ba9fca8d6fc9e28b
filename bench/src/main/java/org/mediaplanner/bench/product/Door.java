package org.mediaplanner.bench.product;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product over HTTP, whichever of its nodes answers. */
public final class Door {

    public static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1)).build();

    private final List<URI> nodes;

    public Door(List<URI> nodes) {
        this.nodes = List.copyOf(nodes);
    }

    /**
     * @param version of the thing after the command, from its {@code ETag}; 0 where there is none
     * @param position of what happened, for {@code minPosition}; 0 where nothing did
     * @param caughtUp whether the {@code minPosition} that was asked for is covered
     */
    public record Answer(int status, String text, long version, long position, boolean caughtUp) {

        public JsonNode json() {
            return JSON.readTree(text);
        }
    }

    /**
     * A new organisation's token; tried until there is one. An address that is taken can be so by an attempt whose
     * answer was lost: the login behind it tells.
     */
    public String register(String email) throws InterruptedException {
        until(() -> send("POST", "/auth/register", null, """
                {"organization": "Crash", "name": "Planner", "email": "%s", "password": "Correct-horse-1"}"""
                .formatted(email), null, null), answer -> answer.status() == 201
                        || (answer.status() == 409 && answer.text().contains("email-taken")));
        return until(() -> send("POST", "/auth/login", null, """
                {"email": "%s", "password": "Correct-horse-1"}""".formatted(email), null, null), 200)
                .json().path("accessToken").asString();
    }

    public Answer get(String token, String path) throws InterruptedException {
        return until(() -> send("GET", path, token, null, null, null), 200);
    }

    /** Something that may have no answer. */
    @FunctionalInterface
    public interface Attempt {

        Optional<Answer> once() throws InterruptedException;
    }

    /** Tries until the answer is {@code status}; anything that is neither that nor "come again" is a fault. */
    public static Answer until(Attempt attempt, int status) throws InterruptedException {
        return until(attempt, answer -> answer.status() == status);
    }

    private static Answer until(Attempt attempt, Predicate<Answer> good) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (System.nanoTime() < end) {
            Optional<Answer> answer = attempt.once();
            if (answer.isPresent() && good.test(answer.get())) {
                return answer.get();
            }
            if (answer.isPresent() && !isComeAgain(answer.get())) {
                throw new IllegalStateException(answer.get().toString());
            }
            Thread.sleep(PAUSE);
        }
        throw new IllegalStateException("Nobody answers");
    }

    /** 409: the twin that was sent before is still being carried out. */
    private static boolean isComeAgain(Answer answer) {
        return answer.status() == 503 || answer.status() == 429
                || (answer.status() == 409 && answer.text().contains("idempotency"));
    }

    /** Empty where no answer came: whether the command was carried out is unknown. */
    public Optional<Answer> send(String method, String path, @Nullable String token, @Nullable String body,
            @Nullable String key, @Nullable Long ifMatch) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(node(path)).timeout(PATIENCE).method(method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (ifMatch != null) {
            request.header("If-Match", "\"" + ifMatch + "\"");
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            long version = response.headers().firstValue("ETag").map(tag -> Long.valueOf(tag.replace("\"", "")))
                    .orElse(0L);
            long position = response.headers().firstValue("X-Event-Position").map(Long::valueOf).orElse(0L);
            boolean caughtUp = response.headers().firstValue("X-Caught-Up").orElse("").equals("true");
            return Optional.of(new Answer(response.statusCode(), response.body(), version, position, caughtUp));
        } catch (IOException lost) {
            return Optional.empty();
        }
    }

    private URI node(String path) {
        return URI.create(nodes.get(ThreadLocalRandom.current().nextInt(nodes.size())) + path);
    }

    public static String key() {
        return UUID.randomUUID().toString();
    }

    /** What makes a campaign, of a name that no other has. */
    public static String campaign() {
        return """
                {"name": "%s", "channel": "SEARCH", "platform": "GOOGLE_ADS", "objective": "SALES",
                 "startDate": "2026-01-01", "endDate": "2027-12-31",
                 "budget": {"type": "TOTAL", "money": {"amount": "1000.00", "currency": "EUR"}}}"""
                .formatted(UUID.randomUUID());
    }
}
