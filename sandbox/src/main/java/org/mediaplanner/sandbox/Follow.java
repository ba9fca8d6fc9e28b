package org.mediaplanner.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.mediaplanner.sandbox.servers.SandboxSettings;

/** Runs one of the clients of {@code docs/streams.md} as it stands there, for whoever has no tools for its protocol. */
final class Follow {

    private static final String WORD = "follow";
    private static final Map<String, Integer> DOORS = Map.of("sse", 0, "websocket", 1, "rsocket", 2);
    private static final Pattern CLIENT = Pattern.compile("```(?:bash|java)\n(.*?)```", Pattern.DOTALL);
    private static final String USAGE = "To follow: " + WORD + " sse, " + WORD + " websocket or " + WORD + " rsocket, "
            + "with the token in TOKEN and, unless it is http://localhost:8080/api/v1, the interface's address in API.";

    private Follow() {}

    /** Whether {@code arguments} ask for this. */
    static boolean isMeant(String... arguments) {
        return arguments.length > 0 && arguments[0].equals(WORD);
    }

    /** Follows until the client ends or this process is ended. @return the client's exit code, 1 where none runs */
    static int run(String... arguments) throws IOException, InterruptedException {
        Integer door = arguments.length > 1 ? DOORS.get(arguments[1]) : null;
        if (door == null || System.getenv("TOKEN") == null) {
            System.err.println(USAGE);
            return 1;
        }
        Path page = SandboxSettings.project(Path.of("").toAbsolutePath()).resolve("docs/streams.md");
        String client = CLIENT.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList()
                .get(door);
        Path file = Files.createTempDirectory("follow").resolve("Client.java");
        Files.writeString(file, client);
        List<String> command = client.contains("void main()")
                ? List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                        System.getProperty("java.class.path"), file.toString())
                : List.of("bash", file.toString());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putIfAbsent("API", "http://localhost:8080/api/v1");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ProcessHandle.current().descendants().forEach(
                ProcessHandle::destroy)));
        return builder.start().waitFor();
    }
}
