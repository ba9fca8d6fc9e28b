package org.mediaplanner.gateway.tracing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Traces are taken where {@code mediaplanner.tracing.endpoint} says to whom to send them. Otherwise nothing that takes
 * them is made, so that they cost nothing.
 */
final class TracingSwitch implements EnvironmentPostProcessor, Ordered {

    static final String ON = "mediaplanner.tracing.on";

    private static final String ENDPOINT = "mediaplanner.tracing.endpoint";
    private static final String EXCLUDE = "spring.autoconfigure.exclude";
    private static final String BOOT = "org.springframework.boot.";

    /** Logs go where all logs go. */
    private static final List<String> NEVER = List.of(
            BOOT + "opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration",
            BOOT + "opentelemetry.autoconfigure.logging.otlp.OtlpLoggingAutoConfiguration");

    private static final List<String> FOR_TRACES = List.of(
            BOOT + "opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
            BOOT + "micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
            BOOT + "micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration",
            BOOT + "micrometer.tracing.autoconfigure.prometheus.PrometheusExemplarsAutoConfiguration",
            BOOT + "micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration",
            BOOT + "micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration",
            BOOT + "r2dbc.autoconfigure.R2dbcProxyAutoConfiguration",
            BOOT + "r2dbc.autoconfigure.observation.R2dbcObservationAutoConfiguration");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String endpoint = environment.getProperty(ENDPOINT, "").strip();
        Map<String, Object> settings = new HashMap<>();
        if (!endpoint.isEmpty()) {
            settings.put(ON, true);
            settings.put("management.opentelemetry.tracing.export.otlp.endpoint",
                    endpoint.replaceFirst("/$", "") + "/v1/traces");
            // So that what is logged on the way of a request names its trace, on whatever thread.
            settings.put("spring.reactor.context-propagation", "auto");
        }
        List<String> excluded = Binder.get(environment).bind(EXCLUDE, Bindable.listOf(String.class)).orElse(List.of());
        Stream<String> unwanted = endpoint.isEmpty()
                ? Stream.concat(NEVER.stream(), FOR_TRACES.stream())
                : NEVER.stream();
        settings.put(EXCLUDE, Stream.concat(excluded.stream(), unwanted).collect(Collectors.joining(",")));
        environment.getPropertySources().addFirst(new MapPropertySource("tracing", settings));
    }

    /** As soon as the settings have been read. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
