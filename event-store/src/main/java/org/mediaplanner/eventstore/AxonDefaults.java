package org.mediaplanner.eventstore;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Switches off what Axon 4.13 does unasked, so that no application of this store can forget to. */
final class AxonDefaults implements EnvironmentPostProcessor {

    private static final String EXCLUDE = "spring.autoconfigure.exclude";

    private static final List<String> UNWANTED = List.of(
            // Walks the stack at each handler call and interrupts batches.
            "org.axonframework.springboot.autoconfig.AxonTimeoutAutoConfiguration",
            // Calls home, and writes into the home directory even where it was told not to.
            "org.axonframework.springboot.autoconfig.UpdateCheckerAutoConfiguration");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        System.setProperty("disable-axoniq-console-message", "true");
        List<String> excluded = Binder.get(environment).bind(EXCLUDE, Bindable.listOf(String.class)).orElse(List.of());
        String all = Stream.concat(excluded.stream(), UNWANTED.stream()).collect(Collectors.joining(","));
        environment.getPropertySources().addFirst(new MapPropertySource("event-store", Map.of(EXCLUDE, all)));
    }
}
