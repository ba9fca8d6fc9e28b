package org.mediaplanner.sandbox.servers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL, Redis, Temporal and an issuer in Google's place for one sandbox. {@link #start()} and {@link #close()} may be called from different threads:
 * a signal can arrive while the servers are still starting, and then nothing may be left behind either.
 */
public final class SandboxServers implements AutoCloseable {

    private final SandboxSettings settings;
    private final Consumer<String> says;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final TemporalServer temporal;
    private final GoogleServer google;
    private @Nullable SandboxLock lock;
    private boolean closed;

    /** @param says takes what a person who watches the start should know, a line at a time */
    public SandboxServers(SandboxSettings settings, Consumer<String> says) {
        this.settings = settings;
        this.says = says;
        this.postgres = new PostgresServer(settings);
        this.redis = new RedisServer(settings);
        this.temporal = TemporalServer.of(settings);
        this.google = new GoogleServer(settings);
    }

    /**
     * Ends what an earlier run has left, looks whether the ports are free, and starts all.
     *
     * @throws CannotStart with the reason; whatever had started until then is ended by {@link #close()}
     */
    public void start() {
        SandboxLock taken = SandboxLock.take(settings);
        step(() -> lock = taken);
        step(this::endLeftovers);
        step(() -> Ports.requireFreeEverywhere(settings.httpPort(), "HTTP", SandboxSettings.HTTP_PORT));
        step(() -> Ports.requireFreeEverywhere(settings.rsocketPort(), "RSocket", SandboxSettings.RSOCKET_PORT));
        step(() -> Ports.requireFree(settings.postgresPort(), "PostgreSQL", SandboxSettings.POSTGRES_PORT));
        step(() -> Ports.requireFree(settings.redisPort(), "Redis", SandboxSettings.REDIS_PORT));
        step(() -> Ports.requireFree(settings.temporalPort(), "Temporal", SandboxSettings.TEMPORAL_PORT));
        if (google.isWanted()) {
            step(() -> Ports.requireFree(settings.googlePort(), "the issuer in Google's place",
                    SandboxSettings.GOOGLE_PORT));
        }
        says.accept("Starting PostgreSQL on port %d, Redis on port %d and %s, with their data in %s".formatted(settings
                .postgresPort(), settings.redisPort(), temporal.description(), settings.directory()));
        step(postgres::start);
        step(redis::start);
        step(temporal::start);
        step(google::start);
    }

    /** Starts PostgreSQL again where it has died; what it left is ended first, and replayed. */
    public void startPostgresAgain() {
        step(postgres::startAgain);
    }

    /** Forgets a PostgreSQL that has died, so that nothing of this process is open on its disk. */
    public void letGoOfPostgres() {
        step(postgres::letGo);
    }

    /** Kills Temporal and starts it again. */
    public void restartTemporal() {
        step(temporal::kill);
        step(temporal::start);
    }

    /** The application's settings that say where the servers are and who speaks to them. */
    public Map<String, Object> addresses() {
        Map<String, Object> addresses = new LinkedHashMap<>();
        addresses.put("mediaplanner.database.url", postgres.jdbcUrl());
        addresses.put("mediaplanner.database.owner.username", PostgresServer.OWNER);
        addresses.put("mediaplanner.database.owner.password", PostgresServer.OWNER);
        addresses.put("mediaplanner.database.writer.username", "mp_writer");
        addresses.put("mediaplanner.database.writer.password", "mp_writer");
        addresses.put("mediaplanner.database.reader.username", "mp_reader");
        addresses.put("mediaplanner.database.reader.password", "mp_reader");
        addresses.put("spring.data.redis.url", redis.url());
        addresses.put("mediaplanner.temporal.target", "127.0.0.1:" + settings.temporalPort());
        addresses.put("mediaplanner.temporal.sticky", temporal.sticky());
        addresses.putAll(google.settings());
        return addresses;
    }

    /** Ends all, PostgreSQL last; does nothing to those of another sandbox in the same directory. */
    @Override
    public synchronized void close() {
        closed = true;
        if (lock == null) {
            return;
        }
        SandboxLock held = lock;
        lock = null;
        // Each is ended, whatever comes of the others.
        try (held;
                AutoCloseable _ = postgres::stop;
                AutoCloseable _ = redis::stop;
                AutoCloseable _ = google::stop) {
            temporal.stop();
        } catch (Exception e) {
            throw e instanceof RuntimeException known ? known : new IllegalStateException(e);
        }
    }

    /** Where the screens of one of the servers are, if one has any. */
    public Optional<String> screens() {
        return temporal.screens();
    }

    private void endLeftovers() {
        if (postgres.endLeftover()) {
            says.accept("Ended the PostgreSQL server that an earlier run had left");
        }
        if (redis.endLeftover()) {
            says.accept("Ended the Redis server that an earlier run had left");
        }
        if (temporal.endLeftover()) {
            says.accept("Ended the Temporal server that an earlier run had left");
        }
    }

    /** Between two steps a signal is let in. */
    private synchronized void step(Runnable step) {
        if (closed) {
            throw new CannotStart("The sandbox was ended before it had started.");
        }
        step.run();
    }
}
