package org.mediaplanner.bench.product;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mediaplanner.bench.Node;

/** A node of the product in a process of its own, so that killing it is killing it. */
public final class Product implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final int port;
    private final Path log;
    private final List<String> command;
    private @Nullable Process process;

    /**
     * @param options of its virtual machine
     * @param main what is started
     * @param settings where its servers are, among others
     */
    Product(Path directory, int number, int httpPort, int rsocketPort, List<String> options, Class<?> main,
            Map<String, Object> settings) {
        this.port = httpPort;
        this.log = directory.resolve("node-" + number + ".log");
        this.command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), "--server.port="
                + httpPort,
                "--mediaplanner.rsocket.port=" + rsocketPort, "--spring.profiles.active=dev",
                "--mediaplanner.security.key-file=" + directory.resolve("jwt.pem"),
                "--mediaplanner.security.token-validity=24h", "--mediaplanner.vault.master-key=" + Node.MASTER_KEY,
                "--mediaplanner.security.operators=operator@example.com", "--mediaplanner.limits.tenant=0",
                "--logging.level.root=warn"));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port + "/api/v1");
    }

    public void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        awaitReady();
    }

    /** Until it says that it can be asked. */
    public void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (System.nanoTime() > end || !running().isAlive()) {
                throw new IllegalStateException("The product does not start; see " + log);
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return HTTP.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                    .timeout(Duration.ofSeconds(2)).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("Not started");
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit().completeOnTimeout(process, STOP.toSeconds(), TimeUnit.SECONDS).join();
            // Nothing where it has ended.
            process.destroyForcibly();
        }
    }
}
