package org.mediaplanner.gateway.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.mediaplanner.eventstore.database.DatabaseProperties;
import org.mediaplanner.gateway.edge.CorsProperties;
import org.mediaplanner.gateway.limit.LimitProperties;
import org.mediaplanner.gateway.security.SecurityProperties;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class UnfitSettingsAnalyzerTest {

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({LimitProperties.class, CorsProperties.class, SecurityProperties.class,
            DatabaseProperties.class})
    static class Settings {}

    @Test
    void a_value_out_of_range_is_told_with_its_setting_its_variable_and_the_range() {
        assertThat(said(Map.of("RATE_LIMIT_TENANT", "-1"))).isEqualTo(
                "mediaplanner.limits.tenant, environment variable RATE_LIMIT_TENANT is '-1': "
                        + "it must be greater than or equal to 0.");
    }

    @Test
    void a_value_that_cannot_be_read_is_told_in_the_same_way() {
        assertThat(said(Map.of("RATE_LIMIT_BAD_TOKENS", "many"))).isEqualTo(
                "mediaplanner.limits.bad-tokens, environment variable RATE_LIMIT_BAD_TOKENS is 'many': "
                        + "it cannot be read as int.");
        assertThat(said(Map.of("JWT_VALIDITY", "soon"))).contains("mediaplanner.security.token-validity",
                "JWT_VALIDITY", "'soon'");
        assertThat(said(Map.of("JWT_VALIDITY", "1s"))).contains("JWT_VALIDITY", "'PT1S'");
    }

    @Test
    void one_of_several_is_told_by_the_variable_that_holds_them() {
        assertThat(said(Map.of("CORS_ORIGINS", "https://a.example.com,https://b.example.com/path"))).contains(
                "CORS_ORIGINS", "'https://b.example.com/path'", "no path");
    }

    @Test
    void of_a_secret_only_that_it_is_wrong() {
        assertThat(said(Map.of("DATABASE_URL", "mysql://me:s3cret@db/app"))).contains("DATABASE_URL",
                "jdbc:postgresql://").doesNotContain("s3cret");
    }

    @Test
    void rules_that_are_broken_are_told_as_they_are() {
        FailureAnalysis analysis = new UnfitSettingsAnalyzer(null).analyze(new IllegalStateException(
                new UnfitSettings(List.of("One.", "Two."))));
        assertThat(analysis).isNotNull();
        assertThat(Objects.requireNonNull(analysis).getDescription())
                .isEqualTo("One." + System.lineSeparator() + "Two.");
    }

    @Test
    void other_failures_are_told_by_others() {
        assertThat(new UnfitSettingsAnalyzer(null).analyze(new IllegalStateException("away"))).isNull();
    }

    /** With the product's own settings and these variables. */
    private static String said(Map<String, Object> variables) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("variables", variables));
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.setEnvironment(environment);
            context.register(Settings.class);
            Throwable failure = catchThrowable(context::refresh);
            assertThat(failure).isNotNull();
            FailureAnalysis analysis = new UnfitSettingsAnalyzer(environment).analyze(failure);
            return Objects.requireNonNull(analysis).getDescription();
        }
    }
}
