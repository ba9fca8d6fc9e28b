package org.mediaplanner.sandbox.demo;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Fills the demo tenant beside whatever else runs, tries again where that fails, and tells how far it is. */
final class DemoTenant implements HealthIndicator, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DemoTenant.class);
    private static final int ATTEMPTS = 10;

    /** The same content is the same text, in whatever run: a key is refused for another one. */
    private final JsonMapper json = JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
    private final Clock clock;
    private final Duration pause;
    private volatile State state = new State("FILLING", "waits for the application");
    private @Nullable Thread filling;

    /** @param pause before another attempt; grows with each */
    DemoTenant(Clock clock, Duration pause) {
        this.clock = clock;
        this.pause = pause;
    }

    private record State(String status, String detail) {}

    /** Begins to fill; returns at once. */
    synchronized void fill(URI product) {
        filling = Thread.ofVirtual().name("demo").start(() -> untilFilled(product));
    }

    @Override
    public Health health() {
        State now = state;
        Health.Builder health = now.status().equals("UP") ? Health.up() : Health.status(now.status());
        return health.withDetail("detail", now.detail()).build();
    }

    /** Stops where it is; the next start goes on from there. */
    @Override
    public synchronized void close() {
        if (filling != null) {
            filling.interrupt();
        }
    }

    private void untilFilled(URI product) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                fillOnce(product);
                return;
            } catch (ProductApi.Unexpected e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                LOG.debug("The demo is not filled yet (attempt {})", attempt, e);
                state = new State("FILLING", "tries again after: " + e.getMessage());
                if (attempt == ATTEMPTS) {
                    state = new State("FAILED", String.valueOf(e.getMessage()));
                    LOG.warn("The demo tenant is incomplete: {}", e.getMessage());
                }
            }
            try {
                Thread.sleep(pause.multipliedBy(attempt));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void fillOnce(URI product) {
        long began = System.nanoTime();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        new DemoFill(new ProductApi(product, json), DemoPlan.read(json), today, step -> state = new State("FILLING",
                step)).run();
        state = new State("UP", "filled through " + today.minusDays(1));
        LOG.info("The demo tenant is filled ({} s)", Duration.ofNanos(System.nanoTime() - began).toSeconds());
    }
}
