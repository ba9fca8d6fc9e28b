package org.mediaplanner.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mediaplanner.gateway.testing.RunningApplication;
import org.mediaplanner.gateway.testing.Tenant;

/** The clients of docs/streams.md print what was missed and what is new, as they stand there. */
class StreamClientsTest {

    private static final Path PAGE = Path.of(System.getProperty("project.root"), "docs/streams.md");
    private static final Pattern CLIENT = Pattern.compile("```(?:bash|java)\n(.*?)```", Pattern.DOTALL);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Tenant tenant = Tenant.register();

    @TempDir
    private Path directory;

    @Test
    void over_sse() throws IOException {
        follows("bash", "-c", client(0));
    }

    @Test
    void over_websocket() throws IOException {
        follows(java(), file("Follow.java", client(1)));
    }

    @Test
    void over_rsocket() throws IOException {
        follows(java(), "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                file("Listen.java", client(2)));
    }

    private void follows(String... command) throws IOException {
        tenant.post("/campaigns", Tenant.campaign("Before")).is(201);
        Path output = directory.resolve("output");
        ProcessBuilder client = new ProcessBuilder(command).redirectOutput(output.toFile())
                .redirectError(directory.resolve("errors").toFile());
        client.environment().put("API", RunningApplication.instance().url() + "/api/v1");
        client.environment().put("TOKEN", tenant.token());
        client.environment().put("RSOCKET_PORT", Integer.toString(RunningApplication.instance().rsocketPort()));
        Process process = client.start();
        try {
            await().atMost(PATIENCE).until(() -> lines(output).size() == 3 || !process.isAlive());
            tenant.post("/campaigns", Tenant.campaign("After")).is(201);
            await().atMost(PATIENCE).until(() -> lines(output).size() == 4 || !process.isAlive());
            assertThat(process.isAlive()).as(Files.readString(directory.resolve("errors"))).isTrue();
            assertThat("{\"items\":[" + String.join(",", lines(output)) + "],\"nextCursor\":null}")
                    .isEqualTo(tenant.get("/events").text());
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static List<String> lines(Path output) throws IOException {
        return Files.exists(output) ? Files.readAllLines(output) : List.of();
    }

    private static String client(int number) throws IOException {
        return CLIENT.matcher(Files.readString(PAGE)).results().map((MatchResult found) -> found.group(1)).toList()
                .get(number);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
