package org.mediaplanner.gateway.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class TracingSwitchTest {

    @Test
    void without_an_address_nothing_that_takes_traces_is_made() throws Exception {
        List<String> excluded = excluded(decided(""));
        assertThat(excluded).anyMatch(name -> name.endsWith(".OpenTelemetryTracingAutoConfiguration"))
                .anyMatch(name -> name.endsWith(".R2dbcProxyAutoConfiguration")).contains("mine");
        for (String name : excluded.subList(1, excluded.size())) {
            assertThat(Class.forName(name)).as("a name that means nothing would leave it on").isNotNull();
        }
        assertThat(decided("").getProperty(TracingSwitch.ON)).isNull();
    }

    @Test
    void an_address_switches_them_on_and_logs_stay_where_they_are() {
        MockEnvironment decided = decided("http://collector:4318/");
        assertThat(decided.getProperty(TracingSwitch.ON)).isEqualTo("true");
        assertThat(decided.getProperty("management.opentelemetry.tracing.export.otlp.endpoint"))
                .isEqualTo("http://collector:4318/v1/traces");
        assertThat(excluded(decided)).hasSize(3).anyMatch(name -> name.endsWith(".OtlpLoggingAutoConfiguration"));
    }

    private static MockEnvironment decided(String endpoint) {
        MockEnvironment environment = new MockEnvironment().withProperty("mediaplanner.tracing.endpoint", endpoint)
                .withProperty("spring.autoconfigure.exclude", "mine");
        new TracingSwitch().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    private static List<String> excluded(MockEnvironment environment) {
        return Arrays.asList(environment.getProperty("spring.autoconfigure.exclude", "").split(",", -1));
    }
}
