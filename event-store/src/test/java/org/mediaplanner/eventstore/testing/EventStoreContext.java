package org.mediaplanner.eventstore.testing;

import java.util.HashMap;
import java.util.Map;

import org.mediaplanner.eventstore.EventStoreModule;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** An application of nothing but the event store and what a test adds. Close it. */
public final class EventStoreContext {

    private EventStoreContext() {}

    /** Starts a node on {@code database}; {@code more} are configuration classes. */
    public static ConfigurableApplicationContext start(TestDatabase database, Class<?>... more) {
        return start(database, Map.of(), more);
    }

    /** As {@link #start(TestDatabase, Class[])}, with settings of the test's own. */
    public static ConfigurableApplicationContext start(TestDatabase database, Map<String, String> settings,
            Class<?>... more) {
        Map<String, String> all = new HashMap<>(database.settings());
        all.putAll(settings);
        return start(all, more);
    }

    /**
     * A node whose settings, those of its database among them, are {@code settings}. One starts at a time: they share
     * the server's roles.
     */
    public static synchronized ConfigurableApplicationContext start(Map<String, String> settings, Class<?>... more) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("spring.main.banner-mode", "off");
        return new SpringApplicationBuilder(Application.class).sources(more).web(WebApplicationType.NONE).properties(
                all).run();
    }

    @EnableAutoConfiguration
    @Import(EventStoreModule.class)
    static class Application {}
}
