package org.mediaplanner.gateway.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mediaplanner.gateway.MediaPlannerApplication;

/** The application in another process: within one, two of them would share what Netty runs on. Close it. */
public final class OtherNode implements AutoCloseable {

    private final Process process;
    private final String url;
    private final HttpClient client;

    private OtherNode(Process process, String url, HttpClient client) {
        this.process = process;
        this.url = url;
        this.client = client;
    }

    /** @param client that trusts it, where it has a certificate */
    static OtherNode start(String url, HttpClient client, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                MediaPlannerApplication.class.getName()));
        command.addAll(List.of(arguments));
        command.add("--spring.profiles.active=dev");
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        OtherNode node = new OtherNode(process, url, client);
        await().atMost(Duration.ofSeconds(60)).until(() -> node.isReady() || !process.isAlive());
        return node;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(url + "/health/ready")).build(),
                    BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public String url() {
        return url;
    }

    /** Asks it to end, as whoever deploys a new release does. */
    public void end() {
        process.destroy();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
