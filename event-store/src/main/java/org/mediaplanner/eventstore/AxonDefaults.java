package org.mediaplanner.eventstore;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Settings of Axon 4.13 that no application of this store may forget. */
final class AxonDefaults implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        System.setProperty("disable-axoniq-console-message", "true");
        System.setProperty("axoniq.update-checker.disabled", "true");
        environment.getPropertySources().addFirst(new MapPropertySource("event-store", Map.of(
                // Walks the stack at each handler call and interrupts batches.
                "axon.timeout.enabled", "false",
                // Calls home and writes into the home directory.
                "axon.update-check.disabled", "true", "axon.axonserver.enabled", "false")));
    }
}
