package org.mediaplanner.sandbox.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Where the sandbox keeps its data and which ports it takes. Each can be given as an argument
 * ({@code --sandbox.redis.port=6400}), a system property or a variable of the environment
 * ({@code SANDBOX_REDIS_PORT}). The ports are fixed, so that a start finds what the run before has left.
 *
 * @param directory holds everything that the sandbox writes; {@code .sandbox} beside the root {@code pom.xml}
 * @param googlePort of the issuer in Google's place; 0 for none
 * @param endsWithStarter whether the sandbox ends when the process that started it (Maven) is gone
 */
public record SandboxSettings(Path directory, int httpPort, int rsocketPort, int postgresPort, int redisPort,
        int temporalPort, int googlePort,
        boolean endsWithStarter) {

    static final String HTTP_PORT = "PORT";
    static final String RSOCKET_PORT = "RSOCKET_PORT";
    static final String POSTGRES_PORT = "SANDBOX_POSTGRES_PORT";
    static final String REDIS_PORT = "SANDBOX_REDIS_PORT";
    static final String TEMPORAL_PORT = "SANDBOX_TEMPORAL_PORT";
    static final String GOOGLE_PORT = "SANDBOX_GOOGLE_PORT";
    static final String DIRECTORY = "SANDBOX_DIRECTORY";

    private static final int DEFAULT_HTTP_PORT = 8080;
    private static final int DEFAULT_RSOCKET_PORT = 7000;
    private static final int DEFAULT_POSTGRES_PORT = 55432;
    private static final int DEFAULT_REDIS_PORT = 56379;
    private static final int DEFAULT_TEMPORAL_PORT = 57233;
    private static final int DEFAULT_GOOGLE_PORT = 57080;

    /** @throws CannotStart where no directory is named and the working directory is not inside the project */
    public static SandboxSettings from(String... arguments) {
        StandardEnvironment environment = new StandardEnvironment();
        CommandLinePropertySource<?> commandLine = new SimpleCommandLinePropertySource(arguments);
        environment.getPropertySources().addFirst(commandLine);
        String directory = environment.getProperty("sandbox.directory");
        int httpPort = port(environment, HTTP_PORT, DEFAULT_HTTP_PORT);
        return new SandboxSettings(
                directory == null
                        ? project(Path.of("").toAbsolutePath()).resolve(".sandbox")
                        : Path.of(directory).toAbsolutePath().normalize(),
                port(environment, "server.port", httpPort),
                port(environment, "mediaplanner.rsocket.port",
                        port(environment, RSOCKET_PORT, DEFAULT_RSOCKET_PORT)),
                port(environment, "sandbox.postgres.port", DEFAULT_POSTGRES_PORT),
                port(environment, "sandbox.redis.port", DEFAULT_REDIS_PORT),
                port(environment, "sandbox.temporal.port", DEFAULT_TEMPORAL_PORT),
                port(environment, "sandbox.google.port", DEFAULT_GOOGLE_PORT),
                environment.getProperty("sandbox.ends-with-starter", Boolean.class, false));
    }

    Path postgres() {
        return directory.resolve("postgres");
    }

    Path redis() {
        return directory.resolve("redis");
    }

    private static int port(PropertyResolver environment, String name, int otherwise) {
        String text = environment.getProperty(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException noNumber) {
            // said below, like a number out of range
        }
        throw new CannotStart("%s is '%s', which is no port: give a number from 1 to 65535.".formatted(name, text));
    }

    /**
     * The project's root: the first directory upwards that holds both its own pom and that of this module.
     *
     * @throws CannotStart where there is none
     */
    public static Path project(Path from) {
        for (@Nullable
        Path here = from; here != null; here = here.getParent()) {
            if (Files.isRegularFile(here.resolve("pom.xml")) && Files.isRegularFile(here.resolve("sandbox/pom.xml"))) {
                return here;
            }
        }
        throw new CannotStart("%s is not inside the project: start the sandbox there, or name a directory in %s."
                .formatted(from, DIRECTORY));
    }
}
