package org.mediaplanner.bench.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mediaplanner.sandbox.Sandbox;
import org.mediaplanner.sandbox.servers.SandboxSettings;

/** The sandbox as the main command starts it, in a directory and on ports of the bench's. */
final class WholeSandbox {

    private static final int HTTP = 18280;
    private static final Pattern OPTIONS = Pattern.compile("<jvmArguments>(.*?)</jvmArguments>");

    private WholeSandbox() {}

    static Started begin(Path directory) throws IOException {
        Path project = SandboxSettings.project(Path.of("").toAbsolutePath());
        List<String> command = new ArrayList<>(List.of(Started.java()));
        command.addAll(options(project));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Sandbox.class.getName(),
                "--sandbox.directory=" + directory, "--server.port=" + HTTP, "--mediaplanner.rsocket.port=17300",
                "--sandbox.postgres.port=15532", "--sandbox.redis.port=16479", "--sandbox.temporal.port=17333",
                "--mediaplanner.security.operators=operator@example.com", "--mediaplanner.limits.tenant=0",
                "--mediaplanner.security.token-validity=24h"));
        Files.createDirectories(directory);
        return Started.begin(command, Map.of(), project, directory.resolveSibling("sandbox.log"), HTTP);
    }

    /** Those that Maven gives it. */
    private static List<String> options(Path project) throws IOException {
        Matcher found = OPTIONS.matcher(Files.readString(project.resolve("sandbox/pom.xml")));
        if (!found.find()) {
            throw new IllegalStateException("sandbox/pom.xml names no options");
        }
        return List.of(found.group(1).strip().split("\\s+"));
    }
}
