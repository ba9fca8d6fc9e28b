package org.mediaplanner.gateway.testing;

import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.gateway.MediaPlannerApplication;
import org.mediaplanner.gateway.rsocket.RSocketDoor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import redis.embedded.RedisServer;

/** The whole application on a real PostgreSQL and a real Redis, started once for all tests of the JVM. */
public final class RunningApplication {

    private static final RunningApplication INSTANCE = new RunningApplication();

    private final Map<String, String> settings = new HashMap<>(TestDatabase.create().settings());
    private final ConfigurableApplicationContext context;
    private final String url;

    private RunningApplication() {
        settings.put("server.port", System.getProperty("mediaplanner.port", "0"));
        settings.put("mediaplanner.rsocket.port", "0");
        settings.put("spring.data.redis.url", "redis://localhost:" + startRedis());
        settings.put("mediaplanner.security.key-file", keyFile().toString());
        settings.put("mediaplanner.temporal.target", "127.0.0.1:" + startTemporal());
        settings.put("mediaplanner.temporal.sticky", "false");
        settings.put("mediaplanner.security.operators", Tenant.OPERATOR);
        context = new SpringApplicationBuilder(MediaPlannerApplication.class).profiles("dev").run(arguments(settings));
        url = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    private static String[] arguments(Map<String, String> settings) {
        return settings.entrySet().stream().map(s -> "--" + s.getKey() + "=" + s.getValue()).toArray(String[]::new);
    }

    public static RunningApplication instance() {
        return INSTANCE;
    }

    public String url() {
        return url;
    }

    public int rsocketPort() {
        return bean(RSocketDoor.class).port();
    }

    /** Starts another node on the same servers, in a process of its own. */
    public OtherNode another() throws IOException {
        int port = freePort();
        Map<String, String> own = new HashMap<>(settings);
        own.put("server.port", Integer.toString(port));
        return OtherNode.start(port, arguments(own));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Starts the application for checks from outside, which find it at the address that is printed. */
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("MP_URL=" + instance().url());
        Thread.currentThread().join();
    }

    private static int startRedis() {
        try {
            int port = freePort();
            RedisServer redis = RedisServer.newRedisServer().port(port).setting("save \"\"").build();
            redis.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(redis)));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int startTemporal() {
        try {
            int port = freePort();
            TestServer.createPortBoundServer(port, true);
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static void stop(RedisServer redis) {
        try {
            redis.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path keyFile() {
        try {
            return Files.createTempDirectory("media-planner").resolve("jwt.pem");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
