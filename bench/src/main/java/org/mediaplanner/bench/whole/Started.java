package org.mediaplanner.bench.whole;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that is to become ready, with whatever it starts itself. */
final class Started implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final URI root;
    private final Path log;
    private final long begun;

    private Started(Process process, URI root, Path log, long begun) {
        this.process = process;
        this.root = root;
        this.log = log;
        this.begun = begun;
    }

    /** @param port where it will listen */
    static Started begin(List<String> command, Map<String, String> environment, Path directory, Path log, int port)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        long begun = System.nanoTime();
        return new Started(builder.start(), URI.create("http://127.0.0.1:" + port), log, begun);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    URI address() {
        return root.resolve("/api/v1");
    }

    /** Seconds since its beginning, when its health says {@code this} for the first time. */
    double until(String path, String says) throws InterruptedException {
        while (answer(path).filter(body -> body.contains(says)).isEmpty()) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException("It does not start; see " + log);
            }
            Thread.sleep(LOOK);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    double untilReady() throws InterruptedException {
        return until("/health/ready", "");
    }

    private Optional<String> answer(String path) throws InterruptedException {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(2)).build(),
                    BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    /** Asked to end, and ended when this returns. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }
}
