package org.mediaplanner.gateway.testing;

import io.temporal.testserver.TestServer;
import io.temporal.testserver.TestServer.PortBoundTestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.mediaplanner.eventstore.testing.TestDatabase;
import org.mediaplanner.gateway.MediaPlannerApplication;
import org.mediaplanner.gateway.command.CommandGate;
import org.mediaplanner.gateway.rsocket.RSocketDoor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import redis.embedded.RedisServer;

/** The whole application on a real PostgreSQL and a real Redis, started once for all tests of the JVM. */
public final class RunningApplication {

    private static final RunningApplication INSTANCE = new RunningApplication();

    private final TestDatabase database = TestDatabase.create();
    private final Map<String, String> settings = new HashMap<>(database.settings());
    private final RedisServer redis = startRedis();
    private final Issuer issuer = new Issuer();
    private final int temporalPort = freePort();
    private PortBoundTestServer temporal = startTemporal();
    private final ConfigurableApplicationContext context;
    private final String url;

    private RunningApplication() {
        settings.put("server.port", System.getProperty("mediaplanner.port", "0"));
        settings.put("mediaplanner.rsocket.port", "0");
        settings.put("spring.data.redis.url", "redis://localhost:" + redis.ports().getFirst());
        settings.put("mediaplanner.security.key-file", keyFile().toString());
        settings.put("mediaplanner.temporal.target", "127.0.0.1:" + temporalPort);
        settings.put("mediaplanner.temporal.sticky", "false");
        settings.put("mediaplanner.vault.noticed", "3s");
        settings.put("mediaplanner.google.issuer", issuer.url());
        settings.put("mediaplanner.google.client-id", Issuer.CLIENT);
        settings.put("mediaplanner.google.client-secret", "secret");
        settings.put("mediaplanner.security.operators", Tenant.OPERATOR);
        // Tests bring more tokens that are none than anybody who means well.
        settings.put("mediaplanner.limits.bad-tokens", "0");
        // … and end their own sessions all the time, to log in anew.
        settings.put("mediaplanner.limits.logins", "0");
        context = new SpringApplicationBuilder(MediaPlannerApplication.class, Spans.class, Postbox.class)
                .profiles("dev")
                .run(traced(settings));
        url = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** Traces are taken here, of those requests that bring one; nobody listens where they would be sent. */
    private static String[] traced(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("mediaplanner.tracing.endpoint", "http://127.0.0.1:1");
        all.put("mediaplanner.tracing.sample", "0");
        all.put("management.opentelemetry.tracing.export.schedule-delay", "100ms");
        all.put("management.tracing.export.otlp.enabled", "false");
        return arguments(all);
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

    /** Where people sign in as they do with Google. */
    public Issuer issuer() {
        return issuer;
    }

    public TestDatabase database() {
        return database;
    }

    /** Starts another node on the same servers, in a process of its own, with {@code more} settings of its own. */
    public OtherNode another(Map<String, String> more) throws IOException {
        return another("http", HttpClient.newHttpClient(), more);
    }

    /**
     * The same.
     *
     * @param client that trusts it, where {@code scheme} is https
     */
    public OtherNode another(String scheme, HttpClient client, Map<String, String> more) throws IOException {
        int port = freePort();
        Map<String, String> own = new HashMap<>(this.settings);
        own.put("server.port", Integer.toString(port));
        own.putAll(more);
        return OtherNode.start(scheme + "://localhost:" + port, client, arguments(own));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** The gate called {@code name}. */
    public CommandGate gate(String name) {
        return context.getBean(name + "Gate", CommandGate.class);
    }

    /** Starts the application for checks from outside, which find it at the address that is printed. */
    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("MP_URL=" + instance().url());
        Thread.currentThread().join();
    }

    /** Does {@code work} while there is no Redis. */
    public void withoutRedis(Outage work) throws Exception {
        redis.stop();
        try {
            work.run();
        } finally {
            redis.start();
            awaitRedis();
        }
    }

    /** Until the application has found it again: those who come next want it. */
    private void awaitRedis() throws InterruptedException {
        ReactiveStringRedisTemplate template = bean(ReactiveStringRedisTemplate.class);
        Instant end = Instant.now().plusSeconds(30);
        while (template.hasKey("nothing").onErrorComplete().blockOptional().isEmpty()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("Redis is not found again");
            }
            Thread.sleep(20);
        }
    }

    /** Does {@code work} while there is no Temporal; what it knew is gone with it. */
    public void withoutTemporal(Outage work) throws Exception {
        temporal.close();
        try {
            work.run();
        } finally {
            temporal = startTemporal();
        }
    }

    /** Does {@code work} while PostgreSQL lets nobody in. */
    public void withoutDatabase(Outage work) throws Exception {
        database.goAway();
        try {
            work.run();
        } finally {
            database.comeBack();
        }
    }

    /** What is done meanwhile. */
    @FunctionalInterface
    public interface Outage {

        void run() throws Exception;
    }

    private static RedisServer startRedis() {
        try {
            RedisServer redis = RedisServer.newRedisServer().port(freePort()).setting("save \"\"").build();
            redis.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(redis)));
            return redis;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PortBoundTestServer startTemporal() {
        return TestServer.createPortBoundServer(temporalPort, true);
    }

    /** One that nobody listens at. */
    public static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
